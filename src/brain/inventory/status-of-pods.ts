import { isPodFinished, isPodReady, podStatus } from '#diagnosis';
import type { Pod } from '#diagnosis/evidence';
import type { StatusWord } from './status-words.ts';

const GRACE = 60_000;
const statuses = ({ status }: Pod) => [...status.containerStatuses, ...status.initContainerStatuses];
const waits = (pod: Pod, ...reasons: string[]) =>
  statuses(pod).some(
    ({ state }) => state.waiting?.reason !== undefined && reasons.includes(state.waiting.reason),
  );
const isScheduled = ({ spec, status }: Pod) =>
  Boolean(spec.nodeName) ||
  status.conditions.some(({ type, status: is }) => type === 'PodScheduled' && is === 'True');
const ended = ({ state, lastState }: Pod['status']['containerStatuses'][number]) =>
  state.terminated ?? lastState.terminated;

/** Crashing: waits in a crash loop, or ended badly and is started again. */
const isCrashing = (pod: Pod) =>
  waits(pod, 'CrashLoopBackOff') ||
  statuses(pod).some(
    ({ ready, restartCount, state }) =>
      !ready && restartCount > 0 && state.terminated !== undefined && state.terminated.exitCode !== 0,
  );

const isOutOfMemory = (pod: Pod) => statuses(pod).some((status) => ended(status)?.reason === 'OOMKilled');
const cannotPull = (pod: Pod) =>
  waits(pod, 'ImagePullBackOff', 'ErrImagePull', 'InvalidImageName', 'ErrImageNeverPull');
const badConfig = (pod: Pod) =>
  waits(pod, 'CreateContainerConfigError', 'CreateContainerError', 'RunContainerError');
const isPending = ({ status }: Pod) => status.phase === 'Pending';
const isStuckTerminating = (pod: Pod, now: number) => {
  const since = Date.parse(pod.metadata.deletionTimestamp ?? '');
  return !Number.isNaN(since) && now - since > GRACE;
};

/** Something is wrong with it: not a pod that finished well, nor one that has only just been made or is being deleted. */
export function isTroubled(pod: Pod, now: number): boolean {
  if (pod.status.phase === 'Succeeded') return false;
  if (pod.status.phase === 'Failed') return true;
  if (pod.metadata.deletionTimestamp) return isStuckTerminating(pod, now);
  if (isCrashing(pod) || cannotPull(pod) || badConfig(pod)) return true;
  const age = now - Date.parse(pod.metadata.creationTimestamp ?? '');
  return !isPodReady(pod) && !(age < GRACE);
}

/** Each state of a pod. Not ready leaves out the pods that have finished. */
export const POD_STATES: Partial<Record<StatusWord, (pod: Pod, now: number) => boolean>> = {
  failed: (pod) => pod.status.phase === 'Failed' || podStatus(pod) === 'Error',
  crashing: (pod) => isCrashing(pod),
  pending: isPending,
  unschedulable: (pod) => isPending(pod) && !isScheduled(pod),
  scheduled: isScheduled,
  running: (pod) => podStatus(pod) === 'Running',
  completed: (pod) => pod.status.phase === 'Succeeded',
  evicted: ({ status }) => status.reason === 'Evicted',
  terminating: ({ metadata }) => metadata.deletionTimestamp !== undefined,
  oomkilled: isOutOfMemory,
  'image-pull': cannotPull,
  'config-error': badConfig,
  creating: (pod) =>
    waits(pod, 'ContainerCreating', 'PodInitializing') || (isPending(pod) && isScheduled(pod)),
  unknown: ({ status }) => status.phase === 'Unknown',
  active: (pod) => !isPodFinished(pod),
  stuck: (pod, now) =>
    isStuckTerminating(pod, now) ||
    (isPending(pod) && now - Date.parse(pod.metadata.creationTimestamp ?? '') > 2 * GRACE),
};
