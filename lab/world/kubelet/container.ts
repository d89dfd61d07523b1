import type { Cluster } from '../engine/cluster.ts';
import { hash32 } from '../engine/random.ts';
import { repositoryOf } from '../kube/image.ts';
import { stamp } from '../kube/time.ts';
import type { Container, Pod, Termination } from '../kube/types.ts';
import { environmentOf } from './configuration.ts';
import { backOff } from './crash-loop.ts';
import { containerMemory } from './memory.ts';
import { modelOf } from './model-of.ts';
import type { Ending, Outcome } from './outcome.ts';
import { outcomeOf } from './outcome.ts';
import { containerStatus, currentPod, isInitContainer, isSidecar, updateContainer } from './pod-status.ts';
import { livenessFailure, readinessFailure } from './probe.ts';
import { pull } from './pull.ts';
import { later, say } from './say.ts';

/** Called when a container has started or ended, so that the pod can take its next step. */
export type Onward = (pod: Pod) => void;

const RETRY_CONFIGURATION = 12_000;
const LONGEST_BACKOFF = 300_000;
const FORGIVEN_AFTER = 600_000;

function imageId(image: string): string {
  const digits = Array.from({ length: 8 }, (_, index) =>
    hash32(`${index}${image}`).toString(16).padStart(8, '0'),
  );
  return `${repositoryOf(image)}@sha256:${digits.join('')}`;
}

function refuseConfiguration(
  cluster: Cluster,
  pod: Pod,
  work: { container: Container; problem: string; onward: Onward },
): void {
  const { container, problem, onward } = work;
  updateContainer(cluster, pod, {
    name: container.name,
    state: { waiting: { reason: 'CreateContainerConfigError', message: problem } },
    ready: false,
  });
  say(cluster, pod, { reason: 'Failed', message: `Error: ${problem}`, container, warning: true });
  const run = (now: Pod): void => startContainer(cluster, now, { container, onward });
  later(cluster, pod, { name: `${container.name}/configure`, ms: RETRY_CONFIGURATION, run });
}

/** Pulls, configures and runs a container. */
export function startContainer(
  cluster: Cluster,
  pod: Pod,
  work: { container: Container; onward: Onward },
): void {
  const { container } = work;
  pull(cluster, pod, { container, then: (now) => configure(cluster, now, work) });
}

function configure(cluster: Cluster, pod: Pod, work: { container: Container; onward: Onward }): void {
  const { container } = work;
  const environment = environmentOf(cluster, pod, container);
  if ('problem' in environment) {
    return refuseConfiguration(cluster, pod, { ...work, problem: environment.problem });
  }
  say(cluster, pod, { reason: 'Created', message: `Created container: ${container.name}`, container });
  say(cluster, pod, { reason: 'Started', message: `Started container ${container.name}`, container });
  const repository = repositoryOf(container.image);
  const outcome = outcomeOf(cluster, pod, { container, variables: environment.variables, repository });
  run(cluster, pod, { ...work, outcome });
}

function run(
  cluster: Cluster,
  pod: Pod,
  work: { container: Container; outcome: Outcome; onward: Onward },
): void {
  const { container, outcome, onward } = work;
  const { timeline } = cluster;
  const memory = containerMemory(cluster, pod.metadata.uid, container.name);
  const startedAt = timeline.now();
  memory.runs = [
    ...memory.runs.slice(-1),
    { startedAt, lastWords: outcome.lastWords, image: container.image },
  ];
  memory.failedProbes = 0;
  const isInit = isInitContainer(pod, container) && !isSidecar(container);
  updateContainer(cluster, pod, {
    name: container.name,
    state: { running: { startedAt: stamp(startedAt) } },
    ready: !isInit && !container.readinessProbe && !outcome.ending,
    started: container.startupProbe === undefined,
    containerID: `containerd://${cluster.random.hex(64)}`,
    imageID: imageId(container.image),
  });
  const { ending } = outcome;
  if (ending) {
    const end = (now: Pod): void => endContainer(cluster, now, { container, ending, onward });
    later(cluster, pod, { name: `${container.name}/end`, ms: ending.afterMs, run: end });
  }
  if (!ending || ending.afterMs > 20_000) watchProbes(cluster, pod, { container, onward });
  onward(pod);
}

function watchProbes(cluster: Cluster, pod: Pod, work: { container: Container; onward: Onward }): void {
  const { container } = work;
  const { readinessProbe, livenessProbe, startupProbe } = container;
  const up = modelOf(container.image).startMs;
  const firstLook = Math.max(up, (readinessProbe?.initialDelaySeconds ?? 0) * 1000 + 500);
  later(cluster, pod, {
    name: `${container.name}/ready`,
    ms: firstLook,
    run: (now) => checkReadiness(cluster, now, container),
  });
  if (livenessFailure(pod, container, startupProbe ?? livenessProbe) === undefined) return;
  const probe = startupProbe ?? livenessProbe;
  const firstFailure = Math.max(1000, (probe?.initialDelaySeconds ?? 0) * 1000);
  later(cluster, pod, {
    name: `${container.name}/alive`,
    ms: firstFailure,
    run: (now) => checkLiveness(cluster, now, work),
  });
}

/** Looks at readiness; while it fails, looks again every period. */
export function checkReadiness(cluster: Cluster, pod: Pod, container: Container): void {
  const status = containerStatus(pod, container.name);
  if (!status?.state.running) return;
  const failure = readinessFailure(cluster, pod, container);
  const ready = failure === undefined;
  if (ready !== status.ready || !status.started)
    updateContainer(cluster, pod, { name: container.name, ready, started: true });
  if (ready) return;
  say(cluster, pod, {
    reason: 'Unhealthy',
    message: `Readiness probe failed: ${failure}`,
    container,
    warning: true,
  });
  const ms = (container.readinessProbe?.periodSeconds ?? 10) * 1000;
  later(cluster, pod, {
    name: `${container.name}/ready`,
    ms,
    run: (now) => checkReadiness(cluster, now, container),
  });
}

function checkLiveness(cluster: Cluster, pod: Pod, work: { container: Container; onward: Onward }): void {
  const { container } = work;
  const probe = container.startupProbe ?? container.livenessProbe;
  const failure = livenessFailure(pod, container, probe);
  if (!probe || failure === undefined || !containerStatus(pod, container.name)?.state.running) return;
  const memory = containerMemory(cluster, pod.metadata.uid, container.name);
  memory.failedProbes += 1;
  const kind = container.startupProbe ? 'Startup' : 'Liveness';
  say(cluster, pod, {
    reason: 'Unhealthy',
    message: `${kind} probe failed: ${failure}`,
    container,
    warning: true,
  });
  if (memory.failedProbes < (probe.failureThreshold ?? 3)) {
    const run = (now: Pod): void => checkLiveness(cluster, now, work);
    return later(cluster, pod, {
      name: `${container.name}/alive`,
      ms: (probe.periodSeconds ?? 10) * 1000,
      run,
    });
  }
  const message = `Container ${container.name} failed ${kind.toLowerCase()} probe, will be restarted`;
  say(cluster, pod, { reason: 'Killing', message, container });
  endContainer(cluster, pod, { ...work, ending: { afterMs: 0, code: 137, reason: 'Error' } });
}

function terminationOf(
  cluster: Cluster,
  pod: Pod,
  work: { container: Container; ending: Ending },
): Termination {
  const status = containerStatus(pod, work.container.name);
  const now = stamp(cluster.timeline.now());
  return {
    exitCode: work.ending.code,
    reason: work.ending.reason,
    startedAt: status?.state.running?.startedAt ?? now,
    finishedAt: now,
    containerID: status?.containerID ?? '',
  };
}

/** Ends a run, then restarts it, with growing pauses, if the restart policy wants that. */
export function endContainer(
  cluster: Cluster,
  pod: Pod,
  work: { container: Container; ending: Ending; onward: Onward },
): void {
  const { container, ending } = work;
  const memory = containerMemory(cluster, pod.metadata.uid, container.name);
  const last = memory.runs.at(-1);
  const now = cluster.timeline.now();
  if (last) last.endedAt = now;
  if (last && now - last.startedAt > FORGIVEN_AFTER) memory.crashBackoff = 0;
  const terminated = terminationOf(cluster, pod, work);
  const ready = ending.code === 0 && isInitContainer(pod, container);
  updateContainer(cluster, pod, { name: container.name, state: { terminated }, ready, started: false });
  const fresh = currentPod(cluster, pod);
  if (!fresh || fresh.metadata.deletionTimestamp) return;
  if (mustRestart(fresh, container, ending)) scheduleRestart(cluster, fresh, { ...work, terminated });
  work.onward(fresh);
}

function mustRestart(pod: Pod, container: Container, ending: Ending): boolean {
  if (isSidecar(container)) return true;
  const isInit = isInitContainer(pod, container);
  if (pod.spec.restartPolicy === 'Never') return false;
  if (isInit || pod.spec.restartPolicy === 'OnFailure') return ending.code !== 0;
  return true;
}

interface Restart {
  container: Container;
  terminated: Termination;
  onward: Onward;
}

function restart(cluster: Cluster, pod: Pod, work: Restart): void {
  const status = containerStatus(pod, work.container.name);
  updateContainer(cluster, pod, {
    name: work.container.name,
    restartCount: (status?.restartCount ?? 0) + 1,
    lastState: { terminated: work.terminated },
  });
  startContainer(cluster, currentPod(cluster, pod) ?? pod, work);
}

function scheduleRestart(cluster: Cluster, pod: Pod, work: Restart): void {
  const { container, terminated } = work;
  const memory = containerMemory(cluster, pod.metadata.uid, container.name);
  const pause = memory.crashBackoff;
  memory.crashBackoff = Math.min(LONGEST_BACKOFF, Math.max(10_000, pause * 2));
  const name = `${container.name}/restart`;
  const run = (now: Pod): void => restart(cluster, now, work);
  if (pause === 0) return later(cluster, pod, { name, ms: 1000, run });
  backOff(cluster, pod, { container, terminated, pause });
  later(cluster, pod, { name, ms: pause + 1000, run });
}
