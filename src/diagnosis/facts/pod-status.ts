import type { ContainerStatus, Pod } from '../evidence/index.ts';

/** Whether a pod's Ready condition holds. */
export function isPodReady(pod: Pod): boolean {
  return pod.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

/** Whether a pod has run to its end, well or badly. */
export function isPodFinished(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

/** A native sidecar: an init container that stays. */
export function isSidecar(pod: Pod, containerName: string): boolean {
  return pod.spec.initContainers.some(
    ({ name, restartPolicy }) => name === containerName && restartPolicy === 'Always',
  );
}

type Terminated = NonNullable<ContainerStatus['state']['terminated']>;

function ending({ signal, exitCode, reason }: Terminated): string {
  if (reason) return reason;
  return signal ? `Signal:${signal}` : `ExitCode:${exitCode}`;
}

function initPhase(pod: Pod): string | undefined {
  const statuses = pod.status.initContainerStatuses;
  const current = statuses.findIndex(
    (status) => !(status.state.terminated?.exitCode === 0 || (isSidecar(pod, status.name) && status.started)),
  );
  const status = statuses[current];
  if (!status) return undefined;
  const { terminated, waiting } = status.state;
  if (terminated) return `Init:${ending(terminated)}`;
  if (waiting?.reason && waiting.reason !== 'PodInitializing') return `Init:${waiting.reason}`;
  return `Init:${current}/${pod.spec.initContainers.length}`;
}

function containersPhase(pod: Pod, otherwise: string): string {
  let phase = otherwise;
  for (const { state } of pod.status.containerStatuses.toReversed()) {
    if (state.waiting?.reason) phase = state.waiting.reason;
    else if (state.terminated) phase = ending(state.terminated);
  }
  const stillRunning = pod.status.containerStatuses.some(({ ready, state }) => ready && state.running);
  if (phase !== 'Completed' || !stillRunning) return phase;
  return isPodReady(pod) ? 'Running' : 'NotReady';
}

const holds = (pod: Pod, type: string, reason?: string) =>
  pod.status.conditions.some(
    (condition) =>
      condition.type === type && (reason ? condition.reason === reason : condition.status === 'True'),
  );

/** The STATUS column as kubectl prints it: Running, CrashLoopBackOff, Init:0/1, Completed, Terminating ... */
export function podStatus(pod: Pod): string {
  if (pod.metadata.deletionTimestamp) {
    if (pod.status.reason === 'NodeLost') return 'Unknown';
    if (!isPodFinished(pod)) return 'Terminating';
  }
  const base = pod.status.reason ?? pod.status.phase;
  const gated = holds(pod, 'PodScheduled', 'SchedulingGated') ? 'SchedulingGated' : base;
  const init = initPhase(pod);
  if (init && !holds(pod, 'Initialized')) return init;
  return containersPhase(pod, init ?? gated);
}
