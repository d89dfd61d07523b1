import type { Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { memoByIdentity } from '../../facts/memo.ts';
import { isPodReady } from '../../facts/pod-status.ts';
import { HOUR } from '../../facts/time.ts';
import type { CheckFamily, Draft } from '../draft.ts';
import { checkContainerConfig, checkContainerStart } from './container-config.ts';
import { checkCrash, checkInitStuck } from './crash.ts';
import {
  checkEvicted,
  checkFailed,
  checkLostWithNode,
  checkReadinessGate,
  checkTerminating,
} from './ended.ts';
import { checkImagePull } from './image-pull.ts';
import { podDraft } from './pod-draft.ts';
import type { PodCheck } from './pod-draft.ts';
import { checkProbes } from './probes.ts';
import { checkGated, checkIgnoredByScheduler, checkUnschedulable } from './scheduling.ts';
import { checkCreating } from './starting.ts';

/** In this order: the first that holds is the pod's trouble. */
const IN_ORDER: readonly PodCheck[] = [
  checkEvicted,
  checkFailed,
  checkGated,
  checkUnschedulable,
  checkIgnoredByScheduler,
  checkLostWithNode,
  checkImagePull,
  checkContainerConfig,
  checkContainerStart,
  checkCrash,
  checkInitStuck,
  checkCreating,
  checkProbes,
  checkReadinessGate,
];

const LONGEST_MEMORY = 2 * HOUR;

/** From when on a pod needs no look: a ready one once its last restart is old news. Most pods are quiet for good. */
const quietFrom = memoByIdentity((pod: Pod): number => {
  const { phase, containerStatuses, initContainerStatuses } = pod.status;
  if (phase === 'Succeeded') return 0;
  if (phase !== 'Running' || pod.metadata.deletionTimestamp || !isPodReady(pod)) return Infinity;
  if (!containerStatuses.every(({ ready }) => ready)) return Infinity;
  const restarted = [...containerStatuses, ...initContainerStatuses].filter(
    ({ restartCount }) => restartCount > 0,
  );
  const ends = restarted.map(({ lastState }) => Date.parse(lastState.terminated?.finishedAt ?? ''));
  return Math.max(0, ...ends.filter((end) => !Number.isNaN(end)).map((end) => end + LONGEST_MEMORY));
});

function checkPod(index: ClusterIndex, pod: Pod): Draft[] {
  for (const check of pod.metadata.deletionTimestamp ? [checkTerminating] : IN_ORDER) {
    const trouble = check(index, pod);
    if (trouble) return [podDraft(index, pod, trouble)];
  }
  return [];
}

/** Everything that keeps one pod from running and being ready. */
export const POD_CHECKS: CheckFamily = {
  checks: [
    { id: 'pod-unschedulable', title: 'No node takes the pod', looksAt: ['Pod', 'Node', 'Event'] },
    { id: 'pod-scheduling-gated', title: 'Held back by scheduling gates', looksAt: ['Pod'] },
    { id: 'pod-not-scheduled', title: 'No scheduler has looked at the pod', looksAt: ['Pod'] },
    { id: 'pod-image-pull', title: 'The image cannot be pulled', looksAt: ['Pod', 'Event', 'Secret'] },
    {
      id: 'pod-missing-reference',
      title: 'A ConfigMap, Secret or key that the pod needs is missing',
      looksAt: ['Pod', 'Event', 'ConfigMap', 'Secret'],
    },
    { id: 'pod-container-config', title: 'A container’s settings are faulty', looksAt: ['Pod'] },
    {
      id: 'pod-container-start',
      title: 'A container cannot be created or started',
      looksAt: ['Pod', 'Event'],
    },
    { id: 'pod-oom-killed', title: 'Killed for exceeding its memory limit', looksAt: ['Pod'] },
    {
      id: 'pod-killed-by-probe',
      title: 'Restarted by a liveness or startup probe',
      looksAt: ['Pod', 'Event'],
    },
    { id: 'pod-crash-loop', title: 'A container keeps crashing', looksAt: ['Pod'] },
    { id: 'pod-restarting', title: 'A container restarted repeatedly of late', looksAt: ['Pod'] },
    { id: 'pod-init-failing', title: 'An init container keeps failing', looksAt: ['Pod'] },
    { id: 'pod-init-stuck', title: 'An init container does not end', looksAt: ['Pod'] },
    { id: 'pod-stuck-creating', title: 'Stuck before its containers are created', looksAt: ['Pod', 'Event'] },
    { id: 'pod-probe-failing', title: 'A readiness or startup probe fails', looksAt: ['Pod', 'Event'] },
    { id: 'pod-readiness-gate', title: 'Waits for a readiness gate', looksAt: ['Pod'] },
    { id: 'pod-evicted', title: 'Evicted from its node', looksAt: ['Pod', 'Node'] },
    { id: 'pod-failed', title: 'Ended in failure and is not restarted', looksAt: ['Pod'] },
    { id: 'pod-stuck-terminating', title: 'Stuck in Terminating', looksAt: ['Pod', 'Event'] },
    { id: 'pod-lost-with-node', title: 'Unready because its node is', looksAt: ['Pod', 'Node'] },
  ],
  run: (index) =>
    index.list('Pod').flatMap((pod) => (quietFrom(pod) <= index.now ? [] : checkPod(index, pod))),
};
