import type { Cluster } from '../engine/cluster.ts';
import { emit } from '../engine/events.ts';
import { setStatus } from '../engine/write.ts';
import type { Node } from '../kube/cluster-kinds.ts';
import { SECOND, stamp } from '../kube/time.ts';
import type { Condition, ContainerStatus, Pod, Taint } from '../kube/types.ts';
import { beat } from './node-heartbeat.ts';
import { addTaint, podsOn, removeTaint, sayOfNode } from './node-state.ts';

export const DISK: Taint = { key: 'node.kubernetes.io/disk-pressure', effect: 'NoSchedule' };

function killed(status: ContainerStatus, now: string): ContainerStatus {
  const startedAt = status.state.running?.startedAt ?? now;
  const containerID = status.containerID ?? '';
  const terminated = { exitCode: 137, reason: 'Error', startedAt, finishedAt: now, containerID };
  return { ...status, ready: false, started: false, state: { terminated } };
}

function unready(condition: Condition, now: string): Condition {
  if (condition.type !== 'Ready' && condition.type !== 'ContainersReady') return condition;
  return { ...condition, status: 'False', reason: 'PodFailed', lastTransitionTime: now };
}

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
    containerStatuses: (pod.status.containerStatuses ?? []).map((status) => killed(status, now)),
    conditions: [target, ...(pod.status.conditions ?? []).map((condition) => unready(condition, now))],
  });
}

/** A kubelet runs out of disk: it says so, keeps new pods away and evicts some. */
export function pressDisk(cluster: Cluster, node: Node): void {
  const { name } = node.metadata;
  beat(cluster, name);
  sayOfNode(cluster, node, {
    reason: 'NodeHasDiskPressure',
    message: `Node ${name} status is now: NodeHasDiskPressure`,
    kubelet: true,
  });
  sayOfNode(cluster, node, {
    reason: 'EvictionThresholdMet',
    message: 'Attempting to reclaim ephemeral-storage',
    warning: true,
    kubelet: true,
  });
  addTaint(cluster, name, { ...DISK, timeAdded: stamp(cluster.timeline.now()) });
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

/** A kubelet has disk again. */
export function relieveDisk(cluster: Cluster, node: Node): void {
  beat(cluster, node.metadata.name);
  removeTaint(cluster, node.metadata.name, DISK);
  const message = `Node ${node.metadata.name} status is now: NodeHasNoDiskPressure`;
  sayOfNode(cluster, node, { reason: 'NodeHasNoDiskPressure', message, kubelet: true });
}
