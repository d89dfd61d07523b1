import { itself, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import type { Container, Pod } from '../kube/types.ts';
import { environmentOf } from './configuration.ts';
import { repositoryOf } from '../kube/image.ts';
import { checkReadiness, endContainer } from './container.ts';
import { containerMemory, dependentPods, forgetPod, knownPod } from './memory.ts';
import { isDependedOn, modelOf } from './model-of.ts';
import { outcomeOf } from './outcome.ts';
import { admitPod, proceed } from './pod.ts';
import { containerStatus } from './pod-status.ts';
import { dependenciesWork } from './probe.ts';
import { later, say } from './say.ts';

const STOPS_WITHIN = 1_200;

function stopped(cluster: Cluster, pod: Pod): void {
  if ((pod.metadata.finalizers ?? []).length === 0) return void cluster.store.remove('pods', pod);
  for (const container of pod.spec.containers) {
    if (!containerStatus(pod, container.name)?.state.running) continue;
    const ending = { afterMs: 0, code: 0, reason: 'Completed' as const };
    endContainer(cluster, pod, { container, ending, onward: () => undefined });
  }
}

function stopPod(cluster: Cluster, pod: Pod): void {
  for (const container of pod.spec.containers) {
    if (!containerStatus(pod, container.name)?.state.running) continue;
    say(cluster, pod, { reason: 'Killing', message: `Stopping container ${container.name}`, container });
  }
  const grace = (pod.metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  later(cluster, pod, {
    name: 'stop',
    ms: Math.min(grace, STOPS_WITHIN),
    run: (now) => stopped(cluster, now),
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const pod = cluster.store.get('pods', namespace, name);
  if (!pod?.spec.nodeName) return;
  if (pod.metadata.deletionTimestamp) stopPod(cluster, pod);
  else if (!knownPod(cluster, pod.metadata.uid) && !pod.status.containerStatuses) admitPod(cluster, pod);
}

/** Every node's kubelet: takes pods bound to its node and runs them until they are deleted. */
export const kubelet: Controller = {
  name: 'kubelet',
  watches: {
    pods: (change, cluster) => {
      if (change.type === 'DELETED') forgetPod(cluster, change.object as Pod);
      return change.type === 'DELETED' ? [] : itself(change);
    },
  },
  reconcile,
};

function readyContainers(pod: Pod): Container[] {
  return pod.spec.containers.filter((container) => containerStatus(pod, container.name)?.ready);
}

/** Looks again at every pod that depends on others, after services, endpoints or policies changed. */
function recheckDependencies(cluster: Cluster): void {
  for (const key of dependentPods(cluster)) {
    const { namespace, name } = splitKey(key);
    const pod = cluster.store.get('pods', namespace, name);
    if (pod?.status.phase !== 'Running') continue;
    const ready = readyContainers(pod);
    for (const container of ready) checkReadiness(cluster, pod, container);
    if (ready.length === 0) dependenciesWork(cluster, pod);
  }
}

function ifDependedOn(service: string | undefined): string[] {
  return service !== undefined && isDependedOn(service) ? ['all'] : [];
}

export const dependencyWatch: Controller = {
  name: 'dependency-watch',
  watches: {
    services: ({ object }) => ifDependedOn(object.metadata.name),
    'endpointslices.discovery.k8s.io': ({ object }) =>
      ifDependedOn(object.metadata.labels?.['kubernetes.io/service-name']),
    'networkpolicies.networking.k8s.io': () => ['all'],
  },
  reconcile: recheckDependencies,
};

function reconsiderContainer(cluster: Cluster, pod: Pod, container: Container): void {
  const environment = environmentOf(cluster, pod, container);
  if ('problem' in environment || modelOf(container.image).runsForMs !== undefined) return;
  const repository = repositoryOf(container.image);
  const { ending, lastWords } = outcomeOf(cluster, pod, {
    container,
    variables: environment.variables,
    repository,
  });
  if (!ending) return;
  const run = containerMemory(cluster, pod.metadata.uid, container.name).runs.at(-1);
  if (run) run.lastWords = lastWords;
  later(cluster, pod, {
    name: `${container.name}/end`,
    ms: ending.afterMs,
    run: (now) => endContainer(cluster, now, { container, ending, onward: (next) => proceed(cluster, next) }),
  });
}

/** Lets a change of the hidden faults act on what already runs in a namespace. */
export function reconsiderPods(cluster: Cluster, namespace: string): void {
  for (const pod of cluster.store.list('pods', namespace)) {
    if (pod.status.phase !== 'Running' || pod.metadata.deletionTimestamp) continue;
    for (const container of pod.spec.containers) {
      const status = containerStatus(pod, container.name);
      if (!status?.state.running) continue;
      reconsiderContainer(cluster, pod, container);
      if (status.ready) checkReadiness(cluster, pod, container);
    }
  }
  recheckDependencies(cluster);
}
