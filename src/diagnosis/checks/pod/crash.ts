import type { Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { explainExitCode } from '../../facts/exit-code.ts';
import { HOUR, MINUTE, isWithin, sinceMs, spanInWords } from '../../facts/time.ts';
import { oneLine, plural } from '../../facts/wording.ts';
import { eventFacts, fact } from '../draft.ts';
import { capital, containerCases, kubectlLogs } from './containers.ts';
import type { ContainerCase } from './containers.ts';
import { killedByProbe, probeFailures, probeWords } from './probes.ts';
import type { ProbeKind } from './probes.ts';
import { downNodeOf } from './pod-draft.ts';
import type { PodTrouble } from './pod-draft.ts';

const RECENT_CRASH = 30 * MINUTE;
const RECENT_OOM = 2 * HOUR;
const MANY_RESTARTS = 3;

type Ending = NonNullable<ContainerCase['status']['state']['terminated']>;

/** How the container last ended: its last state, or its present one while it waits to be restarted. */
function endingOf({ status }: ContainerCase): Ending | undefined {
  return status.state.terminated ?? status.lastState.terminated;
}

const isLooping = ({ status }: ContainerCase) => status.state.waiting?.reason === 'CrashLoopBackOff';

/** Between two runs the container is briefly "terminated": still the same loop. */
const isBetweenRuns = (found: ContainerCase) =>
  found.pod.status.phase !== 'Failed' &&
  found.pod.spec.restartPolicy !== 'Never' &&
  found.status.restartCount > 0 &&
  (found.status.state.terminated?.exitCode ?? 0) !== 0;

function isOom(found: ContainerCase, now: number): boolean {
  const ending = endingOf(found);
  if (ending?.reason !== 'OOMKilled') return false;
  return isLooping(found) || isBetweenRuns(found) || isWithin(ending.finishedAt, RECENT_OOM, now);
}

const keepsRestarting = (found: ContainerCase, now: number) =>
  found.status.restartCount >= MANY_RESTARTS && isWithin(endingOf(found)?.finishedAt, RECENT_CRASH, now);

function endingFact(index: ClusterIndex, found: ContainerCase) {
  const { status, pod } = found;
  const ending = endingOf(found);
  const ended = ending
    ? `last ended with exit code ${ending.exitCode}${ending.reason ? ` (${ending.reason})` : ''}${ending.finishedAt ? ` at ${ending.finishedAt}` : ''}`
    : 'ended';
  const state = status.state.waiting?.reason ? `, now ${status.state.waiting.reason}` : '';
  const says = `${status.name} ${ended}, restarted ${plural(status.restartCount, 'time')}${state}`;
  return fact(index, index.ref('Pod', pod), says);
}

function outOfMemory(index: ClusterIndex, found: ContainerCase): PodTrouble {
  const { limits, requests } = found.spec?.resources ?? { limits: {}, requests: {} };
  const limit = limits.memory ? `its limit of ${limits.memory}` : 'its memory limit';
  const asks =
    requests.memory && requests.memory !== limits.memory ? ` (it asks for ${requests.memory})` : '';
  return {
    check: 'pod-oom-killed',
    title: 'killed for lack of memory (OOMKilled)',
    cause: `${capital(found.words)} was killed for using more memory than ${limit}${asks}.`,
    evidence: [endingFact(index, found)],
    next: `See whether it leaks or needs more, then raise the memory limit. ${kubectlLogs(found, ' --previous')}`,
    sameAs: found.status.name,
  };
}

function probeKill(index: ClusterIndex, found: ContainerCase, kind: ProbeKind): PodTrouble {
  const events = probeFailures(index, found, kind);
  return {
    check: 'pod-killed-by-probe',
    title: `restarted by its ${kind.toLowerCase()} probe`,
    cause: `The kubelet keeps restarting ${found.words}: ${probeWords(found, kind, events[0])}.`,
    evidence: [endingFact(index, found), ...eventFacts(index, 'Pod', found.pod)(events)],
    next: `Correct the probe’s port, path or delays, or what it asks. ${kubectlLogs(found, ' --previous')}`,
    sameAs: `${found.status.name} ${kind}`,
    explainedBy: downNodeOf(index, found.pod),
  };
}

function exitWords(found: ContainerCase): string {
  const ending = endingOf(found);
  if (!ending) return 'ends soon after it starts';
  if (ending.exitCode === 0) {
    return 'ends by itself with exit code 0 (success), but its restart policy wants a process that stays';
  }
  const said = ending.message ? `; it said “${oneLine(ending.message, 160)}”` : '';
  return `ends with exit code ${ending.exitCode}: ${explainExitCode(ending.exitCode, ending.signal, ending.reason)}${said}`;
}

function crash(index: ClusterIndex, found: ContainerCase, looping: boolean): PodTrouble {
  const code = endingOf(found)?.exitCode;
  const init = found.isInit ? `, so the pod’s other containers never start` : '';
  return {
    check: found.isInit ? 'pod-init-failing' : looping ? 'pod-crash-loop' : 'pod-restarting',
    title: `${looping ? 'keeps crashing' : 'restarts again and again'}${code === undefined ? '' : ` (exit code ${code})`}`,
    cause: `${capital(found.words)} ${exitWords(found)}${init}.`,
    evidence: [endingFact(index, found)],
    next: `Read what it said before it ended. ${kubectlLogs(found, ' --previous')}`,
    sameAs: found.status.name,
  };
}

/** A container that crashes: out of memory, killed by its probe, or ended by itself, with the exit code explained. */
export function checkCrash(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const cases = containerCases(pod);
  const oom = cases.find((found) => isOom(found, index.now));
  if (oom) return outOfMemory(index, oom);
  const looping = cases.find((found) => isLooping(found) || isBetweenRuns(found));
  const found = looping ?? cases.find((one) => keepsRestarting(one, index.now));
  if (!found) return undefined;
  const kind = killedByProbe(index, found);
  return kind ? probeKill(index, found, kind) : crash(index, found, looping !== undefined);
}

/** An init container that has run for so long that the pod seems stuck before its start. */
export function checkInitStuck(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const found = containerCases(pod).find(({ isInit, status }) => isInit && status.state.running);
  const span = sinceMs(found?.status.state.running?.startedAt, index.now);
  if (!found || span === undefined || span < 15 * MINUTE) return undefined;
  const ref = index.ref('Pod', pod);
  return {
    check: 'pod-init-stuck',
    title: 'waits for an init container',
    cause: `${capital(found.words)} has been running for ${spanInWords(span)}, and the pod’s containers start only when it ends.`,
    evidence: [
      fact(index, ref, `${found.status.name} runs since ${found.status.state.running?.startedAt ?? '?'}`),
    ],
    next: `See what it waits for. ${kubectlLogs(found)}`,
    sameAs: found.status.name,
  };
}
