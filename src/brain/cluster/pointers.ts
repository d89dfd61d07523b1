import type { NetworkPolicy, ObjectRef, PodSpec } from '#diagnosis/evidence';
import { policiesOn } from '#diagnosis';
import type { SkillContext } from '../skills/skill.ts';
import { matchesSelector, refKeyOf, selectsEverything, workloadOf, type ClusterIndex } from './facts.ts';
import { servicesPointedAt } from './hosts.ts';
import { placeOf, settingsOfConfigMap, settingsOfWorkload, type Setting } from './settings.ts';
import { livePods } from './target.ts';
import { usedBy } from './users.ts';

/** That a workload is set up to use a service. */
export interface Pointer {
  from: ObjectRef;
  to: ObjectRef;
  /** The object that says so. */
  said: ObjectRef;
  /** "its config map `cart-config` names it in `REDIS_ADDR`", without marks. */
  how: string;
}

/** What points at what in a cluster, and the kinds that could not be read for it. */
export interface Pointers {
  found: Pointer[];
  unread: { kind: string; why: string }[];
  /** How many workloads and config maps were read. */
  read: number;
}

const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'] as const;
type WorkloadKind = (typeof WORKLOADS)[number];

function inWords({ name, where }: Setting, map: string): string {
  if (where === 'arguments') return 'an argument of its container names it';
  return where === 'variable' ? `its variable ${name} names it` : `its config map ${map} names it in ${name}`;
}

function ofWorkload(index: ClusterIndex, kind: WorkloadKind, object: unknown): Pointer[] {
  const { name, namespace } = placeOf(object);
  const from = { cluster: index.snapshot.cluster, kind, namespace, name };
  return settingsOfWorkload(object).flatMap((setting) =>
    servicesPointedAt(index, namespace, setting).map((to) => ({
      from,
      to,
      said: from,
      how: inWords(setting, ''),
    })),
  );
}

function specOf(index: ClusterIndex, kind: WorkloadKind, namespace: string): [ObjectRef, PodSpec][] {
  if (kind === 'CronJob')
    return index.inNamespace(kind, namespace).flatMap((cron): [ObjectRef, PodSpec][] => {
      const spec = cron.spec.jobTemplate.spec.template?.spec;
      return spec === undefined ? [] : [[index.ref(kind, cron), spec]];
    });
  return index
    .inNamespace(kind, namespace)
    .map((object) => [index.ref(kind, object), object.spec.template.spec]);
}

const usersOfMap = (index: ClusterIndex, namespace: string, map: string): ObjectRef[] =>
  WORKLOADS.flatMap((kind) => specOf(index, kind, namespace))
    .filter(([, spec]) => usedBy(spec).some((used) => used.kind === 'ConfigMap' && used.name === map))
    .map(([ref]) => ref);

function ofConfigMap(index: ClusterIndex, object: unknown): Pointer[] {
  const { name, namespace } = placeOf(object);
  const said = { cluster: index.snapshot.cluster, kind: 'ConfigMap', namespace, name };
  const settings = settingsOfConfigMap(object).flatMap((setting) =>
    servicesPointedAt(index, namespace, setting).map((to) => ({ to, said, how: inWords(setting, name) })),
  );
  if (settings.length === 0) return [];
  return usersOfMap(index, namespace, name).flatMap((from) => settings.map((one) => ({ ...one, from })));
}

interface Behind {
  to: ObjectRef;
  labels: Record<string, string>;
}

/** One pod behind each service, to hold the selectors of policies against. */
function podsBehind(index: ClusterIndex, services: readonly ObjectRef[]): Behind[] {
  return services.flatMap((to) => {
    const wanted = Object.entries(index.get('Service', to.namespace, to.name)?.spec.selector ?? {});
    if (wanted.length === 0) return [];
    const pod = index
      .inNamespace('Pod', to.namespace)
      .find(({ metadata }) => wanted.every(([key, value]) => metadata.labels[key] === value));
    return pod === undefined ? [] : [{ to, labels: pod.metadata.labels }];
  });
}

type Peer = NetworkPolicy['spec']['egress'][number]['to'][number];

/** Whether a policy's peer picks a pod by its labels: it names it on purpose. */
function picks(index: ClusterIndex, home: string, { podSelector, namespaceSelector }: Peer) {
  return ({ to, labels }: Behind): boolean => {
    if (podSelector === undefined || selectsEverything(podSelector)) return false;
    const own = index.get('Namespace', '', to.namespace)?.metadata.labels ?? {};
    const place = { 'kubernetes.io/metadata.name': to.namespace, ...own };
    const isThere =
      namespaceSelector === undefined ? to.namespace === home : matchesSelector(namespaceSelector, place);
    return isThere && matchesSelector(podSelector, labels);
  };
}

function ofPolicies(index: ClusterIndex, services: readonly ObjectRef[]): Pointer[] {
  const behind = podsBehind(index, services);
  if (behind.length === 0) return [];
  return livePods(index.list('Pod')).flatMap((pod) =>
    policiesOn(index, pod, 'Egress').flatMap((policy) => {
      const peers = policy.spec.egress.flatMap(({ to }) => to);
      return behind
        .filter((one) => peers.some((peer) => picks(index, policy.metadata.namespace, peer)(one)))
        .map(({ to }) => ({
          from: workloadOf(index, pod),
          to,
          said: index.ref('NetworkPolicy', policy),
          how: `its network policy ${policy.metadata.name} lets it out to it`,
        }));
    }),
  );
}

const keyOf = ({ from, to, said, how }: Pointer): string => [from, to, said].map(refKeyOf).join(' ') + how;

/** Reads who is set up to use what: variables, arguments and config maps live, network policies from memory. Never secrets. */
export async function readPointers(
  context: SkillContext,
  index: ClusterIndex,
  services: readonly ObjectRef[],
): Promise<Pointers> {
  const { cluster } = index.snapshot;
  const kinds = [...WORKLOADS, 'ConfigMap' as const];
  const lists = await Promise.all(
    kinds.map(async (kind) => ({ kind, result: await context.calls.listAny({ cluster, kind }) })),
  );
  const unread = lists.flatMap(({ kind, result }) => {
    if (!result.ok) return [{ kind, why: result.error.message }];
    const isCut = result.value.more || result.value.items.length < result.value.total;
    return isCut ? [{ kind, why: 'there are too many to read them all' }] : [];
  });
  const objects = lists.flatMap(({ kind, result }) =>
    result.ok
      ? result.value.items.filter((item) => (item.kind ?? kind) === kind).map((item) => ({ kind, item }))
      : [],
  );
  const configured = objects.flatMap(({ kind, item }) =>
    kind === 'ConfigMap' ? ofConfigMap(index, item) : ofWorkload(index, kind, item),
  );
  const all = [...configured, ...ofPolicies(index, services)];
  return {
    found: [...new Map(all.map((one) => [keyOf(one), one])).values()],
    unread,
    read: objects.length,
  };
}
