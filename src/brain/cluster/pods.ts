import type { ContainerStatus, Pod } from '#diagnosis/evidence';
import { isPodFinished, isPodReady } from './facts.ts';

/** Every container's status, init containers first. */
export const statusesOf = (pod: Pod): ContainerStatus[] => [
  ...pod.status.initContainerStatuses,
  ...pod.status.containerStatuses,
];

/** Whether any container of a pod runs; one that waits to be restarted does not. */
export const isRunning = (pod: Pod): boolean =>
  statusesOf(pod).some(({ state }) => state.running !== undefined);

/** Restarts of all containers. */
export const restartsOf = (pod: Pod): number =>
  statusesOf(pod).reduce((sum, status) => sum + status.restartCount, 0);

/** "2/3": ready containers of all. */
export function readyShare(pod: Pod): string {
  const { containerStatuses } = pod.status;
  return `${containerStatuses.filter(({ ready }) => ready).length}/${pod.spec.containers.length}`;
}

/** How the pods of a cluster, namespace or workload stand. */
export interface PodCount {
  /** Those that should run: neither finished nor being deleted. */
  wanted: number;
  ready: number;
  finished: number;
}

/** Counts pods by how they stand. */
export function countPods(pods: readonly Pod[]): PodCount {
  const count = { wanted: 0, ready: 0, finished: 0 };
  for (const pod of pods) {
    if (isPodFinished(pod)) count.finished += 1;
    else if (pod.metadata.deletionTimestamp === undefined) {
      count.wanted += 1;
      if (isPodReady(pod)) count.ready += 1;
    }
  }
  return count;
}

/** A container that is not as it should be, and whether its last run's log is the one that tells. */
export interface TroubledContainer {
  pod: Pod;
  status: ContainerStatus;
  previous: boolean;
}

const endedBadly = ({ state, lastState }: ContainerStatus): boolean =>
  (state.terminated ?? lastState.terminated ?? { exitCode: 0 }).exitCode !== 0;

const OLD_NEWS_MS = 60 * 60_000;

/** Runs well again for so long that how it once ended says nothing of now. */
function hasRecovered({ ready, state }: ContainerStatus, now: number): boolean {
  return ready && now - Date.parse(state.running?.startedAt ?? '') > OLD_NEWS_MS;
}

function isTroubled(pod: Pod, status: ContainerStatus, now: number): boolean {
  if (hasRecovered(status, now)) return false;
  if (status.state.waiting?.reason === 'CrashLoopBackOff') return true;
  if (status.state.terminated !== undefined) return status.state.terminated.exitCode !== 0;
  return !isPodFinished(pod) && (!status.ready || status.restartCount > 0) && endedBadly(status);
}

/** The container to blame for a pod that crashes or failed; undefined when none ended badly. */
export function troubledContainer(pod: Pod, now: number): TroubledContainer | undefined {
  const status = statusesOf(pod).find((one) => isTroubled(pod, one, now));
  if (status === undefined) return undefined;
  const previous = status.state.terminated === undefined && status.lastState.terminated !== undefined;
  return { pod, status, previous };
}
