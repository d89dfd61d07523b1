import { podAddress } from '../engine/addresses.ts';
import type { Cluster } from '../engine/cluster.ts';
import { setStatus } from '../engine/write.ts';
import { stamp } from '../kube/time.ts';
import type { Container, ContainerStatus, Pod } from '../kube/types.ts';
import { mountFailure } from './configuration.ts';
import { startContainer } from './container.ts';
import { dependentPods, podMemory } from './memory.ts';
import { modelOf } from './model-of.ts';
import { objectKey } from '../kube/object-key.ts';
import {
  containerStatus,
  currentPod,
  derivedStatus,
  freshStatus,
  pendingInits,
  qosClass,
} from './pod-status.ts';
import { later, say } from './say.ts';

const LONGEST_MOUNT_BACKOFF = 122_000;

function initialStatuses(pod: Pod): {
  initContainerStatuses?: ContainerStatus[];
  containerStatuses: ContainerStatus[];
} {
  const inits = pod.spec.initContainers ?? [];
  const reason = inits.length > 0 ? 'PodInitializing' : 'ContainerCreating';
  return {
    ...(inits.length > 0
      ? { initContainerStatuses: inits.map((init) => freshStatus(init, 'PodInitializing')) }
      : {}),
    containerStatuses: pod.spec.containers.map((container) => freshStatus(container, reason)),
  };
}

/** A kubelet takes a pod that was bound to its node. */
export function admitPod(cluster: Cluster, pod: Pod): void {
  podMemory(cluster, pod.metadata.uid);
  const depends = pod.spec.containers.some(({ image }) => modelOf(image).dependencies.length > 0);
  if (depends) dependentPods(cluster).add(objectKey(pod));
  const node = cluster.store.get('nodes', undefined, pod.spec.nodeName ?? '');
  const status = {
    ...pod.status,
    phase: 'Pending',
    hostIP: node?.status.addresses[0]?.address,
    startTime: stamp(cluster.timeline.now()),
    qosClass: qosClass(pod.spec),
    ...initialStatuses(pod),
  };
  setStatus(cluster, pod, derivedStatus({ ...pod, status }, cluster.timeline.now()));
  later(cluster, pod, { name: 'mount', ms: 400, run: (now) => mount(cluster, now) });
}

function mount(cluster: Cluster, pod: Pod): void {
  const failure = mountFailure(cluster, pod);
  if (failure === undefined) return openSandbox(cluster, pod);
  const memory = podMemory(cluster, pod.metadata.uid);
  say(cluster, pod, { reason: 'FailedMount', message: failure, warning: true });
  memory.mountBackoff = Math.min(LONGEST_MOUNT_BACKOFF, memory.mountBackoff * 2);
  later(cluster, pod, { name: 'mount', ms: memory.mountBackoff, run: (now) => mount(cluster, now) });
}

function nextOrdinal(cluster: Cluster, node: string): number {
  const key = `addresses/${node}`;
  const ordinal = (cluster.memory.get(key) as number | undefined) ?? 0;
  cluster.memory.set(key, ordinal + 1);
  return ordinal;
}

function openSandbox(cluster: Cluster, pod: Pod): void {
  const { nodeName = '', hostNetwork } = pod.spec;
  const node = cluster.store.get('nodes', undefined, nodeName);
  const address = hostNetwork
    ? node?.status.addresses[0]?.address
    : podAddress(node?.spec.podCIDR ?? '10.244.0.0/24', nextOrdinal(cluster, nodeName));
  const status = { ...pod.status, podIP: address, podIPs: address ? [{ ip: address }] : [] };
  setStatus(cluster, pod, derivedStatus({ ...pod, status }, cluster.timeline.now()));
  proceed(cluster, pod);
}

function isUntouched(pod: Pod, container: Container): boolean {
  const waiting = containerStatus(pod, container.name)?.state.waiting;
  return waiting?.reason === 'PodInitializing' || waiting?.reason === 'ContainerCreating';
}

/** Starts what may start now: init containers one after another, then all the others. */
export function proceed(cluster: Cluster, stale: Pod): void {
  const pod = currentPod(cluster, stale);
  if (!pod || pod.metadata.deletionTimestamp) return;
  const { begun } = podMemory(cluster, pod.metadata.uid);
  const [pending] = pendingInits(pod);
  const waiting = pending
    ? (pod.spec.initContainers ?? []).filter((init) => init.name === pending.name)
    : pod.spec.containers;
  for (const container of waiting) {
    if (!isUntouched(pod, container) || begun.has(container.name)) continue;
    begun.add(container.name);
    startContainer(cluster, pod, { container, onward: (now) => proceed(cluster, now) });
  }
}
