export { qosClass } from '../kube/qos.ts';
import type { Cluster } from '../engine/cluster.ts';
import { setStatus } from '../engine/write.ts';
import { stamp } from '../kube/time.ts';
import type { Condition, Container, ContainerStatus, Pod, PodStatus } from '../kube/types.ts';

export function isSidecar(container: Container): boolean {
  return container.restartPolicy === 'Always';
}

export function isInitContainer(pod: Pod, container: Container): boolean {
  return (pod.spec.initContainers ?? []).some((init) => init.name === container.name);
}

export function freshStatus(container: Container, reason: string): ContainerStatus {
  return {
    name: container.name,
    state: { waiting: { reason } },
    lastState: {},
    ready: false,
    restartCount: 0,
    image: container.image,
    imageID: '',
    started: false,
  };
}

function isInitDone(pod: Pod, status: ContainerStatus): boolean {
  const container = pod.spec.initContainers?.find((candidate) => candidate.name === status.name);
  if (container && isSidecar(container)) return status.started === true;
  return status.state.terminated?.exitCode === 0;
}

export function pendingInits(pod: Pod): ContainerStatus[] {
  return (pod.status.initContainerStatuses ?? []).filter((status) => !isInitDone(pod, status));
}

function isOver(pod: Pod, status: ContainerStatus): boolean {
  const { terminated } = status.state;
  if (!terminated || pod.spec.restartPolicy === 'Always') return false;
  return terminated.exitCode === 0 || pod.spec.restartPolicy === 'Never';
}

function phaseOf(pod: Pod): string {
  const inits = pod.status.initContainerStatuses ?? [];
  const initFailed = inits.some((status) => isOver(pod, status) && status.state.terminated?.exitCode !== 0);
  if (initFailed) return 'Failed';
  if (pendingInits(pod).length > 0) return 'Pending';
  const statuses = pod.status.containerStatuses ?? [];
  if (statuses.length > 0 && statuses.every((status) => isOver(pod, status))) {
    return statuses.every((status) => status.state.terminated?.exitCode === 0) ? 'Succeeded' : 'Failed';
  }
  const everRan = statuses.some((s) => s.state.running ?? s.state.terminated ?? s.lastState.terminated);
  return everRan ? 'Running' : 'Pending';
}

function unreadiness(names: string[], phase: string): Partial<Condition> {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  if (names.length === 0) return { status: 'True' };
  return {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${names.join(' ')}]`,
  };
}

function initialised(pod: Pod, phase: string): Partial<Condition> {
  const pending = pendingInits(pod).map((status) => status.name);
  if (pending.length === 0)
    return phase === 'Succeeded' ? { status: 'True', reason: 'PodCompleted' } : { status: 'True' };
  return {
    status: 'False',
    reason: 'ContainersNotInitialized',
    message: `containers with incomplete status: [${pending.join(' ')}]`,
  };
}

function condition(
  type: string,
  wanted: Partial<Condition>,
  context: { before: Condition[]; now: number },
): Condition {
  const known = context.before.find((candidate) => candidate.type === type);
  const status = wanted.status ?? 'Unknown';
  const kept = known?.status === status ? known.lastTransitionTime : undefined;
  return { type, lastProbeTime: null, ...wanted, status, lastTransitionTime: kept ?? stamp(context.now) };
}

/** Phase and conditions as they follow from the container statuses. */
export function derivedStatus(pod: Pod, now: number): PodStatus {
  const phase = phaseOf(pod);
  const statuses = pod.status.containerStatuses ?? [];
  const unready = statuses.filter((status) => !status.ready).map((status) => status.name);
  const context = { before: pod.status.conditions ?? [], now };
  const ready = unreadiness(unready, phase);
  const sandbox = phase === 'Succeeded' || phase === 'Failed' ? 'False' : pod.status.podIP ? 'True' : 'False';
  return {
    ...pod.status,
    phase,
    conditions: [
      condition('PodReadyToStartContainers', { status: sandbox }, context),
      condition('Initialized', initialised(pod, phase), context),
      condition('Ready', ready, context),
      condition('ContainersReady', ready, context),
      condition('PodScheduled', { status: 'True' }, context),
      ...context.before.filter((known) => known.type === 'DisruptionTarget'),
    ],
  };
}

/** The pod as stored now, if it is still the same pod. */
export function currentPod(cluster: Cluster, pod: Pod): Pod | undefined {
  const found = cluster.store.get('pods', pod.metadata.namespace, pod.metadata.name);
  return found?.metadata.uid === pod.metadata.uid ? found : undefined;
}

/** Changes one container's status and everything that follows from it. */
export function updateContainer(
  cluster: Cluster,
  stale: Pod,
  next: Partial<ContainerStatus> & { name: string },
): void {
  const pod = currentPod(cluster, stale);
  if (!pod) return;
  const change = (list: ContainerStatus[] | undefined) =>
    list?.map((status) => (status.name === next.name ? { ...status, ...next } : status));
  const status = {
    ...pod.status,
    ...(pod.status.initContainerStatuses
      ? { initContainerStatuses: change(pod.status.initContainerStatuses) }
      : {}),
    containerStatuses: change(pod.status.containerStatuses),
  };
  setStatus(cluster, pod, derivedStatus({ ...pod, status }, cluster.timeline.now()));
}

export function containerStatus(pod: Pod, name: string): ContainerStatus | undefined {
  return [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])].find(
    (status) => status.name === name,
  );
}
