import type { Cluster } from '../engine/cluster.ts';
import type { Container, Pod, Termination } from '../kube/types.ts';
import { containerStatus, currentPod, updateContainer } from './pod-status.ts';
import { later, say } from './say.ts';

const SAID_EVERY = 14_000;

interface Crash {
  container: Container;
  terminated: Termination;
  pause: number;
}

function spoken(ms: number): string {
  return ms >= 60_000 ? `${Math.floor(ms / 60_000)}m${(ms % 60_000) / 1000}s` : `${ms / 1000}s`;
}

/** Shows a container waiting in CrashLoopBackOff, and says so again and again until it is started. */
export function backOff(cluster: Cluster, pod: Pod, crash: Crash): void {
  const { container, terminated, pause } = crash;
  const { name, namespace = '', uid } = pod.metadata;
  const message = `back-off ${spoken(pause)} restarting failed container=${container.name} pod=${name}_${namespace}(${uid})`;
  const state = { waiting: { reason: 'CrashLoopBackOff', message } };
  later(cluster, pod, {
    name: `${container.name}/waiting`,
    ms: 1000,
    run: (now) => {
      updateContainer(cluster, now, { name: container.name, state, lastState: { terminated } });
      sayBackOff(cluster, now, container);
    },
  });
}

function sayBackOff(cluster: Cluster, stale: Pod, container: Container): void {
  const pod = currentPod(cluster, stale);
  if (!pod || !containerStatus(pod, container.name)?.state.waiting) return;
  const { name, namespace = '', uid } = pod.metadata;
  const message = `Back-off restarting failed container ${container.name} in pod ${name}_${namespace}(${uid})`;
  say(cluster, pod, { reason: 'BackOff', message, container, warning: true });
  const run = (now: Pod): void => sayBackOff(cluster, now, container);
  later(cluster, pod, { name: `${container.name}/again`, ms: SAID_EVERY, run });
}
