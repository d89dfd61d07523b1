import type { Cluster } from '../engine/cluster.ts';
import type { Change } from '../kube/change-window.ts';
import type { Kinds } from '../kube/kinds.ts';
import type { KubeObject } from '../kube/types.ts';

/** What an object was from a moment on. Objects are never changed in place, so this is a reference, not a copy. */
export interface Version<T> {
  from: number;
  object: T;
}

/** One object from its creation to its end. */
export interface Life<T> {
  uid: string;
  bornAt: number;
  goneAt?: number;
  versions: Version<T>[];
}

const RESOURCES = [
  'pods',
  'nodes',
  'services',
  'persistentvolumeclaims',
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
  'endpointslices.discovery.k8s.io',
  'networkpolicies.networking.k8s.io',
  'ingresses.networking.k8s.io',
  'horizontalpodautoscalers.autoscaling',
  'certificates.cert-manager.io',
] as const satisfies readonly (keyof Kinds)[];

type Journalled = (typeof RESOURCES)[number];
const JOURNALLED: ReadonlySet<string> = new Set(RESOURCES);
const MOST_VERSIONS = 400;
const KEPT_FOR = 14 * 86_400_000;

/** The past of a cluster's objects: what each was, and when. */
export interface Journal {
  lives<K extends Journalled>(resource: K): Life<Kinds[K]>[];
  /** Grows with every change. */
  version(): number;
  /** The earliest moment that was changed since the version; undefined when nothing was. */
  changedSince(version: number): number | undefined;
}

function heartbeatOnly({ object, previous, resource, type }: Change): boolean {
  if (resource !== 'nodes' || type !== 'MODIFIED' || !previous) return false;
  return essence(object) === essence(previous);
}

function essence({ spec, status }: KubeObject): string {
  const { conditions = [] } = (status ?? {}) as { conditions?: { type: string; status: string }[] };
  return JSON.stringify([spec, conditions.map((condition) => [condition.type, condition.status])]);
}

/** Writes a version down. What was known to come later is forgotten: the world has gone back and lives it anew. */
function write(life: Life<KubeObject>, object: KubeObject, now: number): void {
  const { versions } = life;
  while ((versions.at(-1)?.from ?? -Infinity) >= now) versions.pop();
  versions.push({ from: now, object });
  if (versions.length > MOST_VERSIONS) versions.splice(1, versions.length - MOST_VERSIONS);
  life.bornAt = Math.min(life.bornAt, now);
  delete life.goneAt;
}

function lifeOf(object: KubeObject): Life<KubeObject> {
  const bornAt = Date.parse(object.metadata.creationTimestamp);
  return { uid: object.metadata.uid, bornAt, versions: [{ from: bornAt, object }] };
}

type Book = Map<string, Map<string, Life<KubeObject>>>;

function opened(cluster: Cluster): Book {
  return new Map(
    RESOURCES.map((resource) => [
      resource,
      new Map(
        (cluster.store.list(resource) as KubeObject[]).map((object) => [object.metadata.uid, lifeOf(object)]),
      ),
    ]),
  );
}

function record(book: Book, { resource, object, type }: Change, now: number): void {
  const lives = book.get(resource);
  const { uid } = object.metadata;
  const known = lives?.get(uid);
  if (type === 'DELETED') {
    if (known) known.goneAt = now;
    if (known && known.bornAt >= now) lives?.delete(uid);
    return;
  }
  const life = known ?? { uid, bornAt: now, versions: [] };
  write(life, object, now);
  lives?.set(uid, life);
}

/** Keeps the journal of a cluster from now on; what is there already has its past from its own dates. */
export function keepJournal(cluster: Cluster): Journal {
  const book = opened(cluster);
  const moments: number[] = [];
  let forgotten = 0;
  cluster.store.subscribe((change) => {
    if (!JOURNALLED.has(change.resource) || heartbeatOnly(change)) return;
    const now = cluster.timeline.now();
    record(book, change, now);
    moments.push(now);
    if (moments.length < 4096) return;
    moments.splice(0, 2048);
    forgotten += 2048;
  });
  return {
    lives(resource) {
      const lives = [...(book.get(resource)?.values() ?? [])] as Life<never>[];
      const oldest = cluster.timeline.now() - KEPT_FOR;
      return lives.filter(({ goneAt = Infinity }) => goneAt > oldest);
    },
    version: () => forgotten + moments.length,
    changedSince(version) {
      if (version >= forgotten + moments.length) return undefined;
      return version < forgotten ? -Infinity : Math.min(...moments.slice(version - forgotten));
    },
  };
}

/** What an object was at a moment; undefined before its birth and after its end. */
export function versionAt<T>({ versions, bornAt, goneAt = Infinity }: Life<T>, time: number): T | undefined {
  if (time < bornAt || time >= goneAt) return undefined;
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((versions[middle]?.from ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return versions[Math.max(0, low - 1)]?.object;
}
