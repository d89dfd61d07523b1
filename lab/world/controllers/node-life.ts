import type { Cluster, Controller } from '../engine/cluster.ts';
import { remove } from '../engine/delete.ts';
import { emit } from '../engine/events.ts';
import { amend, setStatus } from '../engine/write.ts';
import type { Node } from '../kube/cluster-kinds.ts';
import { MINUTE, SECOND, stamp } from '../kube/time.ts';
import type { Condition, Pod, Taint } from '../kube/types.ts';
import { isDown } from '../kubelet/say.ts';
import { tolerationMs } from './taints.ts';

const HEARTBEAT = 5 * MINUTE;
const GRACE = 50 * SECOND;

type Facts = [status: string, reason: string, message: string];

/** Node conditions as a working kubelet reports them. */
export const HEALTHY: Record<string, Facts> = {
  MemoryPressure: ['False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'],
  DiskPressure: ['False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'],
  PIDPressure: ['False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'],
  Ready: ['True', 'KubeletReady', 'kubelet is posting ready status'],
};

function conditionsOf(
  node: Node,
  facts: Record<string, Facts>,
  at: { now: number; heartbeat: boolean },
): Condition[] {
  return Object.entries(facts).map(([type, [status, reason, message]]) => {
    const known = node.status.conditions.find((condition) => condition.type === type);
    const now = stamp(at.now);
    return {
      type,
      status,
      lastHeartbeatTime: (at.heartbeat ? undefined : known?.lastHeartbeatTime) ?? now,
      lastTransitionTime: (known?.status === status ? known.lastTransitionTime : undefined) ?? now,
      reason,
      message,
    };
  });
}

function setTaint(cluster: Cluster, name: string, taint: Taint, present: boolean): void {
  amend(cluster, { resource: 'nodes', name }, (draft) => {
    const others = (draft.spec.taints ?? []).filter((t) => t.key !== taint.key || t.effect !== taint.effect);
    const taints = present ? [...others, taint] : others;
    if (taints.length > 0) draft.spec.taints = taints;
    else delete draft.spec.taints;
  });
}

function isTainted(node: Node, key: string): boolean {
  return (node.spec.taints ?? []).some((taint) => taint.key === key);
}

function beat(cluster: Cluster, name: string): void {
  cluster.timeline.after(`heartbeat/${name}`, HEARTBEAT, () => beat(cluster, name));
  const node = cluster.store.get('nodes', undefined, name);
  if (!node || isDown(cluster, name)) return;
  const pressed = cluster.faults.of('disk-pressure').some((fault) => fault.node === name);
  const facts: Record<string, Facts> = {
    ...HEALTHY,
    ...(pressed ? { DiskPressure: ['True', 'KubeletHasDiskPressure', 'kubelet has disk pressure'] } : {}),
  };
  const conditions = conditionsOf(node, facts, { now: cluster.timeline.now(), heartbeat: true });
  setStatus(cluster, node, { ...node.status, conditions });
}

function say(
  cluster: Cluster,
  node: Node,
  what: { reason: string; message: string; warning?: boolean; kubelet?: boolean },
): void {
  emit(cluster, {
    about: node,
    type: what.warning ? 'Warning' : 'Normal',
    reason: what.reason,
    message: what.message,
    component: what.kubelet ? 'kubelet' : 'node-controller',
    ...(what.kubelet ? { host: node.metadata.name } : {}),
  });
}

function podsOn(cluster: Cluster, name: string): Pod[] {
  return cluster.store.list('pods').filter((pod) => pod.spec.nodeName === name);
}

function setPodsReady(cluster: Cluster, name: string, ready: boolean): void {
  for (const pod of podsOn(cluster, name)) {
    const conditions = (pod.status.conditions ?? []).map((condition) => {
      if (condition.type !== 'Ready') return condition;
      const working = ready && (pod.status.containerStatuses ?? []).every((status) => status.ready);
      return {
        ...condition,
        status: working ? 'True' : 'False',
        lastTransitionTime: stamp(cluster.timeline.now()),
      };
    });
    setStatus(cluster, pod, { ...pod.status, conditions });
    if (!ready)
      emit(cluster, {
        about: pod,
        type: 'Warning',
        reason: 'NodeNotReady',
        message: 'Node is not ready',
        component: 'node-controller',
      });
  }
}

const UNREACHABLE = 'node.kubernetes.io/unreachable';

function declareLost(cluster: Cluster, name: string): void {
  const node = cluster.store.get('nodes', undefined, name);
  if (!node || !isDown(cluster, name)) return;
  const lost: Facts = ['Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.'];
  const facts = Object.fromEntries(Object.keys(HEALTHY).map((type) => [type, lost]));
  const conditions = conditionsOf(node, facts, { now: cluster.timeline.now(), heartbeat: false });
  setStatus(cluster, node, { ...node.status, conditions });
  say(cluster, node, { reason: 'NodeNotReady', message: `Node ${name} status is now: NodeNotReady` });
  const timeAdded = stamp(cluster.timeline.now());
  setTaint(cluster, name, { key: UNREACHABLE, effect: 'NoSchedule', timeAdded }, true);
  const noExecute = { key: UNREACHABLE, effect: 'NoExecute', timeAdded };
  setTaint(cluster, name, noExecute, true);
  setPodsReady(cluster, name, false);
  evictAfterToleration(cluster, name, noExecute);
}

function evictAfterToleration(cluster: Cluster, name: string, taint: Taint): void {
  for (const pod of podsOn(cluster, name)) {
    const wait = tolerationMs(taint, pod.spec.tolerations ?? []);
    if (wait === Infinity) continue;
    cluster.timeline.after(`taint-eviction/${pod.metadata.uid}`, wait, () => {
      const current = cluster.store.get('pods', pod.metadata.namespace, pod.metadata.name);
      if (current?.metadata.uid !== pod.metadata.uid || !isDown(cluster, name)) return;
      const message = `Marking for deletion Pod ${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
      emit(cluster, {
        about: pod,
        reason: 'TaintManagerEviction',
        message,
        component: 'taint-eviction-controller',
      });
      remove(cluster, current);
    });
  }
}

function declareBack(cluster: Cluster, node: Node): void {
  const { name } = node.metadata;
  const conditions = conditionsOf(node, HEALTHY, { now: cluster.timeline.now(), heartbeat: true });
  setStatus(cluster, node, { ...node.status, conditions });
  for (const effect of ['NoSchedule', 'NoExecute'])
    setTaint(cluster, name, { key: UNREACHABLE, effect }, false);
  say(cluster, node, {
    reason: 'NodeReady',
    message: `Node ${name} status is now: NodeReady`,
    kubelet: true,
  });
  setPodsReady(cluster, name, true);
}

const DISK: Taint = { key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' };

function evictForDisk(cluster: Cluster, pod: Pod): void {
  const [container] = pod.spec.containers;
  const message = `The node was low on resource: ephemeral-storage. Threshold quantity: 5154389401, available: 3219456Ki. Container ${container?.name ?? ''} was using 2814520Ki, request is 0, has larger consumption of ephemeral-storage. `;
  emit(cluster, {
    about: pod,
    type: 'Warning',
    reason: 'Evicted',
    message,
    component: 'kubelet',
    host: pod.spec.nodeName,
  });
  const now = stamp(cluster.timeline.now());
  const containerStatuses = (pod.status.containerStatuses ?? []).map((status) => ({
    ...status,
    ready: false,
    started: false,
    state: {
      terminated: {
        exitCode: 137,
        reason: 'Error',
        startedAt: status.state.running?.startedAt ?? now,
        finishedAt: now,
        containerID: status.containerID ?? '',
      },
    },
  }));
  const notReady = (pod.status.conditions ?? []).map((condition) =>
    condition.type === 'Ready' || condition.type === 'ContainersReady'
      ? { ...condition, status: 'False', reason: 'PodFailed', lastTransitionTime: now }
      : condition,
  );
  const target = {
    type: 'DisruptionTarget',
    status: 'True',
    reason: 'TerminationByKubelet',
    message,
    lastProbeTime: null,
    lastTransitionTime: now,
  };
  setStatus(cluster, pod, {
    ...pod.status,
    phase: 'Failed',
    reason: 'Evicted',
    message,
    containerStatuses,
    conditions: [target, ...notReady],
  });
}

function pressDisk(cluster: Cluster, node: Node): void {
  const { name } = node.metadata;
  beat(cluster, name);
  say(cluster, node, {
    reason: 'NodeHasDiskPressure',
    message: `Node ${name} status is now: NodeHasDiskPressure`,
    kubelet: true,
  });
  say(cluster, node, {
    reason: 'EvictionThresholdMet',
    message: 'Attempting to reclaim ephemeral-storage',
    warning: true,
    kubelet: true,
  });
  setTaint(cluster, name, { ...DISK, timeAdded: stamp(cluster.timeline.now()) }, true);
  const victims = podsOn(cluster, name)
    .filter(
      (pod) =>
        pod.status.phase === 'Running' &&
        pod.metadata.ownerReferences?.[0]?.kind === 'ReplicaSet' &&
        pod.metadata.namespace !== 'kube-system',
    )
    .slice(0, 3);
  victims.forEach((pod, index) =>
    cluster.timeline.after(`disk/${pod.metadata.uid}`, (index + 1) * 70 * SECOND, () => {
      const current = cluster.store.get('pods', pod.metadata.namespace, pod.metadata.name);
      const still = cluster.faults.of('disk-pressure').some((fault) => fault.node === name);
      if (current?.metadata.uid === pod.metadata.uid && still) evictForDisk(cluster, current);
    }),
  );
}

function relieveDisk(cluster: Cluster, node: Node): void {
  beat(cluster, node.metadata.name);
  setTaint(cluster, node.metadata.name, DISK, false);
  const message = `Node ${node.metadata.name} status is now: NodeHasNoDiskPressure`;
  say(cluster, node, { reason: 'NodeHasNoDiskPressure', message, kubelet: true });
}

/** Lets a change of the hidden node faults show. */
export function reconsiderNode(cluster: Cluster, name: string): void {
  const node = cluster.store.get('nodes', undefined, name);
  if (!node) return;
  const pressed = cluster.faults.of('disk-pressure').some((fault) => fault.node === name);
  if (isDown(cluster, name)) cluster.timeline.after(`lost/${name}`, GRACE, () => declareLost(cluster, name));
  else if (isTainted(node, UNREACHABLE)) declareBack(cluster, node);
  if (pressed && !isTainted(node, DISK.key)) pressDisk(cluster, node);
  if (!pressed && isTainted(node, DISK.key)) relieveDisk(cluster, node);
}

/** Starts the heartbeats of every node there is. */
export function startHeartbeats(cluster: Cluster): void {
  for (const node of cluster.store.list('nodes')) beat(cluster, node.metadata.name);
}

/** Keeps the taint of cordoned nodes. */
export const cordons: Controller = {
  name: 'node-lifecycle-controller',
  watches: { nodes: ({ object, type }) => (type === 'DELETED' ? [] : [object.metadata.name]) },
  reconcile(cluster, name) {
    const node = cluster.store.get('nodes', undefined, name);
    if (!node) return;
    const key = 'node.kubernetes.io/unschedulable';
    const cordoned = node.spec.unschedulable === true;
    if (cordoned === isTainted(node, key)) return;
    setTaint(
      cluster,
      name,
      { key, effect: 'NoSchedule', timeAdded: stamp(cluster.timeline.now()) },
      cordoned,
    );
  },
};
