import type { ObjectRef, Pod, WatchedKind } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { bold, code, inline, join, listed, type Markdown } from '../../answer/markdown.ts';
import { matchesSelector, workloadOf, type ClusterIndex } from '../../cluster/facts.ts';
import { fullName, kindWord } from '../../cluster/name.ts';
import { livePods, podsFor, type Target } from '../../cluster/target.ts';

const MOST_NAMED = 5;

const some = (refs: readonly ObjectRef[]): Markdown => {
  const shown = refs.slice(0, MOST_NAMED).map(fullName);
  return listed(refs.length > MOST_NAMED ? [...shown, inline`${refs.length - MOST_NAMED} more`] : shown);
};

const isLast = (index: ClusterIndex, pod: Pod, node: string): boolean => {
  const owner = workloadOf(index, pod);
  return index
    .inNamespace('Pod', pod.metadata.namespace)
    .every((other) => other.spec.nodeName === node || workloadOf(index, other).name !== owner.name);
};

/** The disruption budgets that now forbid evicting any of these pods. */
export function blocking(index: ClusterIndex, moved: readonly Pod[]): ObjectRef[] {
  return index
    .list('PodDisruptionBudget')
    .filter(({ status, spec, metadata }) => {
      const isFull = (status.disruptionsAllowed ?? 0) === 0;
      const covers = (pod: Pod) =>
        pod.metadata.namespace === metadata.namespace &&
        spec.selector !== undefined &&
        matchesSelector(spec.selector, pod.metadata.labels);
      return isFull && moved.some(covers);
    })
    .map((budget) => index.ref('PodDisruptionBudget', budget));
}

const unique = (refs: readonly ObjectRef[]): ObjectRef[] => [
  ...new Map(refs.map((ref) => [`${ref.kind}/${ref.namespace}/${ref.name}`, ref])).values(),
];

/** What draining a node would do: the pods that move, who is away meanwhile, which budgets hold it up, which data is lost. */
export function drained(target: Target): Markdown {
  const { index, ref } = target;
  const pods = livePods(podsFor(target));
  const kindOf = (pod: Pod) => pod.metadata.ownerReferences[0]?.kind;
  const moved = pods.filter((pod) => kindOf(pod) !== 'DaemonSet' && kindOf(pod) !== 'Node');
  const bare = moved.filter((pod) => kindOf(pod) === undefined);
  const last = unique(
    moved.filter((pod) => isLast(index, pod, ref.name)).map((pod) => workloadOf(index, pod)),
  );
  const budgets = blocking(index, moved);
  const data = moved.filter(({ spec }) => spec.volumes.some(({ emptyDir }) => emptyDir !== undefined));
  const stay = pods.length - moved.length;
  const owned = last.filter(({ kind }) => kind !== 'Pod');
  const parts = [
    inline`cordon the node and evict ${moved.length} of its ${plural(pods.length, 'pod')}${stay === 0 ? '' : ` (${stay} of DaemonSets or of the node itself stay)`}`,
    ...(budgets.length === 0
      ? [inline`no disruption budget forbids it now`]
      : [inline`${bold(inline`it would wait`)} for ${some(budgets)}: no disruption is allowed there now`]),
    ...(owned.length === 0
      ? []
      : [inline`all pods of ${some(owned)} are here, so they would be away until they start elsewhere`]),
    ...(data.length === 0
      ? []
      : [
          inline`what ${plural(data.length, 'pod')} keep${data.length === 1 ? 's' : ''} in empty directories would be lost`,
        ]),
    ...(bare.length === 0
      ? []
      : [
          inline`${listed(bare.slice(0, MOST_NAMED).map(({ metadata }) => code(metadata.name)))} belong to nothing: not made again, and ${code('kubectl drain')} refuses without ${code('--force')}`,
        ]),
  ];
  return join(parts, '; ');
}

const HELD: readonly WatchedKind[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Pod',
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
  'ConfigMap',
  'Secret',
];

/** How many of what a namespace holds. */
export function contentsOf(index: ClusterIndex, namespace: string): Markdown {
  const counts = HELD.map((kind) => ({ kind, count: index.inNamespace(kind, namespace).length })).filter(
    ({ count }) => count > 0,
  );
  return counts.length === 0
    ? inline`I see nothing in it`
    : inline`${listed(counts.map(({ kind, count }) => inline`${plural(count, kindWord(kind))}`))}, and everything else in it`;
}

/** The services that lead to nothing but the pods of a workload. */
export function servicesBefore(target: Target): ObjectRef[] {
  const { index, ref } = target;
  if (!['Deployment', 'StatefulSet', 'DaemonSet'].includes(target.kind)) return [];
  const own = new Set(livePods(podsFor(target)).map(({ metadata }) => metadata.name));
  return index
    .inNamespace('Service', ref.namespace)
    .filter(({ metadata }) => {
      const behind = index.slicesOf(ref.namespace, metadata.name).flatMap(({ endpoints }) => endpoints);
      return behind.length > 0 && behind.every(({ targetRef }) => own.has(targetRef?.name ?? ''));
    })
    .map((service) => index.ref('Service', service));
}
