import type { Cluster } from './engine/cluster.ts';
import { lastSeen } from './engine/events.ts';
import { setStatus } from './engine/write.ts';
import type { KubeEvent } from './kube/cluster-kinds.ts';
import type { ContainerStatus, Pod, PodStatus } from './kube/types.ts';

/** What was before a fault, and what must not be touched because another fault is still at work there. */
export interface Recovery {
  since: number;
  before: Map<string, PodStatus>;
  /** Names of objects other faults strike. */
  spared: Set<string>;
}

function cleaned(status: ContainerStatus, before: ContainerStatus | undefined): ContainerStatus {
  return { ...status, restartCount: before?.restartCount ?? 0, lastState: before?.lastState ?? {} };
}

function isWell(pod: Pod): boolean {
  return (
    pod.status.phase === 'Running' && (pod.status.containerStatuses ?? []).every((status) => status.ready)
  );
}

function isSpared(pod: Pod, { spared }: Recovery): boolean {
  const { name, labels } = pod.metadata;
  return spared.has(name) || spared.has(labels?.app ?? labels?.['k8s-app'] ?? '');
}

function isWreck(pod: Pod, { before }: Recovery): boolean {
  if (pod.status.reason === 'Evicted') return true;
  const kind = pod.metadata.ownerReferences?.[0]?.kind;
  const replaced = kind === 'ReplicaSet' || kind === 'DaemonSet';
  return pod.status.phase === 'Failed' && replaced && !before.has(pod.metadata.uid);
}

function cleanPod(cluster: Cluster, pod: Pod, old: PodStatus | undefined): void {
  const clean = (list: ContainerStatus[] | undefined, was: ContainerStatus[] | undefined) =>
    list?.map((status) =>
      cleaned(
        status,
        was?.find(({ name }) => name === status.name),
      ),
    );
  const containerStatuses = clean(pod.status.containerStatuses, old?.containerStatuses);
  const inits = clean(pod.status.initContainerStatuses, old?.initContainerStatuses);
  setStatus(cluster, pod, {
    ...pod.status,
    containerStatuses,
    ...(inits ? { initContainerStatuses: inits } : {}),
  });
}

/** Takes away the scars a mended fault left on pods that are well again. */
export function healScars(cluster: Cluster, recovery: Recovery): void {
  for (const pod of cluster.store.list('pods')) {
    if (isSpared(pod, recovery)) continue;
    if (isWreck(pod, recovery)) cluster.store.remove('pods', pod);
    else if (isWell(pod)) cleanPod(cluster, pod, recovery.before.get(pod.metadata.uid));
  }
}

function isStillTold(cluster: Cluster, event: KubeEvent, { spared }: Recovery): boolean {
  if (spared.size === 0) return false;
  const { kind, namespace, name } = event.involvedObject;
  if (kind !== 'Pod') return spared.has(name);
  const pod = cluster.store.get('pods', namespace, name);
  return pod !== undefined && !isWell(pod);
}

/** Forgets the warnings of a mended fault. */
export function forgetWarnings(cluster: Cluster, recovery: Recovery): void {
  for (const event of cluster.store.list('events')) {
    const isOld = lastSeen(event) < recovery.since - 1000;
    if (event.type !== 'Warning' || isOld || isStillTold(cluster, event, recovery)) continue;
    cluster.store.remove('events', event);
  }
}
