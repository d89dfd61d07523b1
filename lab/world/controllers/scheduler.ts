import type { Cluster, Controller } from '../engine/cluster.ts';
import { splitKey } from '../engine/cluster.ts';
import { emitScheduling } from '../engine/events.ts';
import { MINUTE, stamp } from '../kube/time.ts';
import type { Node } from '../kube/cluster-kinds.ts';
import type { Condition, Pod } from '../kube/types.ts';
import { objectKey } from '../kube/object-key.ts';
import { mightPreempt, misfits } from './fit.ts';
import { nodeLoads } from './node-load.ts';

const GOOD_ENOUGH = 12;
const RETRY = 5 * MINUTE;
const CLASSES = 'storageclasses.storage.k8s.io';

/** Pods no node was found for, by key. */
function waitingPods(cluster: Cluster): Set<string> {
  let waiting = cluster.memory.get('unschedulable') as Set<string> | undefined;
  if (!waiting) cluster.memory.set('unschedulable', (waiting = new Set()));
  return waiting;
}

function claimProblem(cluster: Cluster, pod: Pod): string | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const name = volume.persistentVolumeClaim?.claimName;
    if (name === undefined) continue;
    const claim = cluster.store.get('persistentvolumeclaims', pod.metadata.namespace, name);
    if (!claim) return `persistentvolumeclaim "${name}" not found`;
    if (claim.spec.volumeName) continue;
    const storageClass = cluster.store.get(CLASSES, undefined, claim.spec.storageClassName ?? '');
    if (storageClass?.volumeBindingMode === 'WaitForFirstConsumer') continue;
    return 'pod has unbound immediate PersistentVolumeClaims';
  }
  return undefined;
}

interface Search {
  fitting: Node[];
  reasons: Map<string, number>;
  beyondHelp: number;
}

function search(cluster: Cluster, pod: Pod, nodes: Node[]): Search {
  const found: Search = { fitting: [], reasons: new Map(), beyondHelp: 0 };
  const start = cluster.random.integer(nodes.length);
  for (let index = 0; index < nodes.length && found.fitting.length < GOOD_ENOUGH; index++) {
    const node = nodes[(start + index) % nodes.length];
    if (!node) continue;
    const reasons = misfits(cluster, pod, node);
    if (reasons.length === 0) found.fitting.push(node);
    else if (!mightPreempt(reasons)) found.beyondHelp += 1;
    for (const reason of reasons) found.reasons.set(reason, (found.reasons.get(reason) ?? 0) + 1);
  }
  return found;
}

function counted(reasons: Map<string, number>): string {
  return [...reasons]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}

function explain(total: number, { reasons, beyondHelp }: Search): string {
  const helpless = new Map([
    ['Preemption is not helpful for scheduling', beyondHelp],
    ['No preemption victims found for incoming pod', total - beyondHelp],
  ]);
  for (const [text, count] of helpless) if (count === 0) helpless.delete(text);
  const prefix = `0/${total} nodes are available: `;
  return `${prefix}${counted(reasons)}. preemption: ${prefix}${counted(helpless)}.`;
}

function explainClaim(total: number, problem: string): string {
  return `0/${total} nodes are available: ${problem}. preemption: 0/${total} nodes are available: ${total} Preemption is not helpful for scheduling.`;
}

function emptiest(cluster: Cluster, pod: Pod, nodes: Node[]): Node | undefined {
  const loads = nodeLoads(cluster);
  const [owner] = pod.metadata.ownerReferences ?? [];
  const siblings = owner
    ? cluster.store.dependents(owner.uid).filter((object): object is Pod => object.kind === 'Pod')
    : [];
  const score = (node: Node): number => {
    const crowd = siblings.filter((sibling) => sibling.spec.nodeName === node.metadata.name).length;
    return crowd * 1000 + (loads.get(node.metadata.name)?.cpu ?? 0);
  };
  return [...nodes].sort((a, b) => score(a) - score(b))[0];
}

function fail(cluster: Cluster, pod: Pod, message: string): void {
  waitingPods(cluster).add(objectKey(pod));
  const before = pod.status.conditions?.find((condition) => condition.type === 'PodScheduled');
  const condition: Condition = {
    type: 'PodScheduled',
    status: 'False',
    lastProbeTime: null,
    lastTransitionTime: before?.lastTransitionTime ?? stamp(cluster.timeline.now()),
    reason: 'Unschedulable',
    message,
  };
  emitScheduling(cluster, { about: pod, type: 'Warning', reason: 'FailedScheduling', message });
  cluster.timeline.after(`schedule/${pod.metadata.uid}`, RETRY, () => reconcile(cluster, objectKey(pod)));
  if (before?.message === message) return;
  cluster.store.put('pods', { ...pod, status: { ...pod.status, phase: 'Pending', conditions: [condition] } });
}

function bind(cluster: Cluster, pod: Pod, node: Node): void {
  waitingPods(cluster).delete(objectKey(pod));
  cluster.timeline.cancel(`schedule/${pod.metadata.uid}`);
  const { namespace = '', name } = pod.metadata;
  const condition = {
    type: 'PodScheduled',
    status: 'True',
    lastProbeTime: null,
    lastTransitionTime: stamp(cluster.timeline.now()),
  };
  const bound = {
    ...pod,
    spec: { ...pod.spec, nodeName: node.metadata.name },
    status: { ...pod.status, conditions: [condition] },
  };
  cluster.store.put('pods', bound);
  const message = `Successfully assigned ${namespace}/${name} to ${node.metadata.name}`;
  emitScheduling(cluster, { about: pod, reason: 'Scheduled', message });
}

function isGated(cluster: Cluster, pod: Pod): boolean {
  if ((pod.spec.schedulingGates ?? []).length === 0) return false;
  const condition = {
    type: 'PodScheduled',
    status: 'False',
    reason: 'SchedulingGated',
    message: 'Scheduling is blocked due to non-empty scheduling gates',
    lastProbeTime: null,
    lastTransitionTime: pod.metadata.creationTimestamp,
  };
  const known = pod.status.conditions?.some(({ reason }) => reason === 'SchedulingGated');
  if (!known) cluster.store.put('pods', { ...pod, status: { ...pod.status, conditions: [condition] } });
  return true;
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const pod = cluster.store.get('pods', namespace, name);
  if (!pod || pod.spec.nodeName || pod.metadata.deletionTimestamp || pod.status.phase !== 'Pending') {
    return void waitingPods(cluster).delete(key);
  }
  if (pod.spec.schedulerName !== 'default-scheduler' || isGated(cluster, pod)) return;
  const nodes = cluster.store.list('nodes');
  if (nodes.length === 0) return fail(cluster, pod, 'no nodes available to schedule pods');
  const problem = claimProblem(cluster, pod);
  if (problem !== undefined) return fail(cluster, pod, explainClaim(nodes.length, problem));
  const found = search(cluster, pod, nodes);
  const best = emptiest(cluster, pod, found.fitting);
  if (best) bind(cluster, pod, best);
  else fail(cluster, pod, explain(nodes.length, found));
}

function isNews(previous: Node | undefined, node: Node): boolean {
  const facts = ({ metadata, spec, status }: Node): string =>
    JSON.stringify([metadata.labels, spec, status.allocatable]);
  return !previous || facts(previous) !== facts(node);
}

/** Finds nodes for pods, and says why when there are none. */
export const scheduler: Controller = {
  name: 'default-scheduler',
  watches: {
    pods: (change, cluster) => {
      if (change.type === 'DELETED') return [...waitingPods(cluster)];
      const pod = change.object as Pod;
      const tried = pod.status.conditions?.some((condition) => condition.reason === 'Unschedulable');
      return pod.spec.nodeName || tried ? [] : [objectKey(pod)];
    },
    nodes: (change, cluster) =>
      isNews(change.previous as Node | undefined, change.object as Node) ? [...waitingPods(cluster)] : [],
    persistentvolumeclaims: (_change, cluster) => [...waitingPods(cluster)],
  },
  reconcile,
};
