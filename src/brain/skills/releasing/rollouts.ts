import type { ObjectRef, WatchedKind } from '#diagnosis/evidence';
import { ownersOf } from '../../cluster/facts.ts';
import { imageChanges, revisionsOf, type Revision } from '../../cluster/revisions.ts';
import { indexOf, podsFor, targetOf, type Target } from '../../cluster/target.ts';
import type { SkillContext } from '../skill.ts';

/** What a workload runs, and what it ran before, as its cluster tells. */
export interface Rollout {
  ref: ObjectRef;
  /** The image of its own container, without those that only help it. */
  image: string;
  before?: string;
  /** When its cluster began to roll it out. */
  at?: string;
  revision?: number;
  /** OCI labels that its manifest repeats. */
  labels: Record<string, string>;
}

const KINDS: readonly WatchedKind[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** "checkout" of "registry.example/shop/checkout:2.14.1@sha256:...". */
export const imageName = (image: string): string =>
  (image.split('@')[0] ?? image).split('/').at(-1)?.split(':')[0] ?? image;

/** "2.14.1" of it; undefined when it has no tag. */
export const tagOf = (image: string): string | undefined =>
  (image.split('@')[0] ?? image).split('/').at(-1)?.split(':')[1];

const KEPT = /^org\.opencontainers\.image\./;

function labelsOf(
  { object }: Target,
  pod: { metadata: { annotations: Record<string, string> } } | undefined,
) {
  const all = { ...object.metadata.annotations, ...pod?.metadata.annotations };
  return Object.fromEntries(Object.entries(all).filter(([key]) => KEPT.test(key)));
}

/** The container that the workload is named after, else the first. */
function own<One extends { image: string }>(name: string, images: readonly One[]): One | undefined {
  return images.find(({ image }) => name.startsWith(imageName(image))) ?? images[0];
}

function ofRevisions(ref: ObjectRef, [newest, ...older]: Revision[], labels: Rollout['labels']) {
  const now = newest === undefined ? undefined : own(ref.name, newest.images);
  if (newest === undefined || now === undefined) return undefined;
  const changed = older.find((one) => imageChanges(newest, one).some(({ to }) => to === now.image));
  const before = changed?.images.find(({ container }) => container === now.container)?.image;
  return {
    ref,
    image: now.image,
    ...(before === undefined ? {} : { before }),
    at: newest.createdAt,
    revision: newest.number,
    labels,
  };
}

/** What a workload runs; undefined for what runs nothing, or cannot be seen. */
export function rolloutOf(context: SkillContext, ref: ObjectRef): Rollout | undefined {
  const target = targetOf(context, ref);
  if (target === undefined) return undefined;
  const [pod] = podsFor(target);
  if (!(KINDS as readonly string[]).includes(ref.kind) && pod !== undefined) {
    const owner = ownersOf(target.index, pod).at(-1);
    if (owner !== undefined && owner.kind !== ref.kind) return rolloutOf(context, owner);
  }
  const labels = labelsOf(target, pod);
  const revisions = ofRevisions(ref, revisionsOf(target), labels);
  if (revisions !== undefined) return revisions;
  const runs = pod === undefined ? undefined : own(ref.name, pod.spec.containers);
  return runs === undefined ? undefined : { ref, image: runs.image, labels };
}

/** Every workload of a cluster, what was rolled out last first. */
export function rolloutsIn(context: SkillContext, cluster: string): Rollout[] {
  const index = indexOf(context, cluster);
  if (index === undefined) return [];
  const { namespaces } = context.slots;
  context.looked(cluster, ['Deployment', 'ReplicaSet', 'StatefulSet'], namespaces);
  const found = KINDS.flatMap((kind) => index.list(kind).map((one) => index.ref(kind, one)))
    .filter(({ namespace }) => namespaces.length === 0 || namespaces.includes(namespace))
    .flatMap((ref) => rolloutOf(context, ref) ?? []);
  return found.toSorted((a, b) => Date.parse(b.at ?? '0') - Date.parse(a.at ?? '0'));
}

/** Whether a cluster is what GitHub calls an environment. */
export function environmentOf(context: SkillContext, cluster: string): string | undefined {
  const told = context.clusters.find(({ name }) => name === cluster)?.environment ?? '';
  const word = `${told} ${cluster}`.toLowerCase();
  if (/prod/.test(word) && !/pre-?prod|non-?prod/.test(word)) return 'production';
  return /stag/.test(word) ? 'staging' : told || undefined;
}

/** Cites what a workload runs; gives the evidence id. */
export const citeImage = (context: SkillContext, { ref, image }: Rollout): string =>
  context.ledger.add({
    at: new Date(context.now).toISOString(),
    source: {
      system: 'kubernetes',
      cluster: ref.cluster,
      object: ref,
      query: `kubectl -n ${ref.namespace} get ${ref.kind.toLowerCase()} ${ref.name} -o yaml`,
    },
    says: image,
  });
