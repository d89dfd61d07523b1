import type { Pod } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { taintInWords, untoleratedTaints } from './node-fit.ts';
import { own } from './own.ts';
import type { SchedulingReason } from './scheduling-reason.ts';
import { plural, verb } from './wording.ts';

const SYSTEM_TAINTS: Record<string, [one: string, many: string]> = {
  'node.kubernetes.io/not-ready': ['is not ready', 'are not ready'],
  'node.kubernetes.io/unreachable': ['is unreachable', 'are unreachable'],
  'node.kubernetes.io/disk-pressure': ['is short of disk', 'are short of disk'],
  'node.kubernetes.io/memory-pressure': ['is short of memory', 'are short of memory'],
  'node.kubernetes.io/pid-pressure': ['is short of process ids', 'are short of process ids'],
  'node.kubernetes.io/network-unavailable': ['has no network yet', 'have no network yet'],
  'node.kubernetes.io/unschedulable': ['is cordoned', 'are cordoned'],
  'node.cloudprovider.kubernetes.io/uninitialized': [
    'is not yet initialised by the cloud provider',
    'are not yet initialised by the cloud provider',
  ],
};

const CONTROL_PLANE_TAINT = /^node-role\.kubernetes\.io\/(?:control-plane|master)$/;

/** Nodes that the scheduler counts under a taint that it names. */
export function taintReason(
  index: ClusterIndex,
  nodes: number,
  [key, value]: [string, string],
): SchedulingReason {
  const known = own(SYSTEM_TAINTS, key);
  if (known) return { kind: 'taint', nodes, words: `${plural(nodes, 'node')} ${verb(nodes, ...known)}` };
  const same = index
    .list('Node')
    .flatMap(({ spec }) => spec.taints)
    .find(
      (taint) => taint.key === key && (taint.value ?? '') === value && taint.effect !== 'PreferNoSchedule',
    );
  const taint = same ? taintInWords(same) : `${key}${value ? `=${value}` : ''}`;
  const words = `${plural(nodes, 'node')} ${verb(nodes, 'has', 'have')} the taint ${taint} that the pod does not tolerate`;
  return { kind: 'taint', nodes, words, byDesign: CONTROL_PLANE_TAINT.test(key) };
}

/** Since Kubernetes 1.36 the scheduler no longer says which taint: the nodes' own are held against the pod's tolerations. */
export function unnamedTaintReasons(index: ClusterIndex, pod: Pod, nodes: number): SchedulingReason[] {
  const open = index.list('Node').filter(({ spec }) => !spec.unschedulable);
  const first = open.flatMap((node) => untoleratedTaints(pod, node).slice(0, 1));
  const groups = Map.groupBy(first, ({ key, value }) => JSON.stringify([key, value ?? '']));
  const reasons = [...groups.values()].flatMap(([taint, ...more]) =>
    taint ? [taintReason(index, 1 + more.length, [taint.key, taint.value ?? ''])] : [],
  );
  if (reasons.length) return reasons;
  const words = `${plural(nodes, 'node')} ${verb(nodes, 'has', 'have')} a taint that the pod does not tolerate`;
  return [{ kind: 'taint', nodes, words }];
}
