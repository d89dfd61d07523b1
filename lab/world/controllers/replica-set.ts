import { itself, ownerOfKind, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { remove } from '../engine/delete.ts';
import { emit } from '../engine/events.ts';
import { setStatus } from '../engine/write.ts';
import type { ReplicaSet } from '../kube/workload-kinds.ts';
import { hasLabels } from '../kube/selectors.ts';
import { stamp } from '../kube/time.ts';
import type { Condition, Pod } from '../kube/types.ts';
import { createPod, isActive, isAvailable, isReady, podsOf } from './owned.ts';

const COMPONENT = 'replicaset-controller';
const FIRST_RETRY = 1_000;
const LAST_RETRY = 120_000;

function dispensable(a: Pod, b: Pod): number {
  const rank = (pod: Pod): number =>
    (pod.spec.nodeName ? 1 : 0) + (pod.status.phase === 'Running' ? 1 : 0) + (isReady(pod) ? 2 : 0);
  return rank(a) - rank(b) || b.metadata.creationTimestamp.localeCompare(a.metadata.creationTimestamp);
}

interface Retry {
  pause: number;
  at: number;
}

function retryOf(cluster: Cluster, key: string): Retry | undefined {
  return cluster.memory.get(`retry/${key}`) as Retry | undefined;
}

function retryLater(cluster: Cluster, key: string): void {
  const pause = Math.min(LAST_RETRY, (retryOf(cluster, key)?.pause ?? FIRST_RETRY / 2) * 2);
  const at = cluster.timeline.now() + pause;
  cluster.memory.set(`retry/${key}`, { pause, at });
  cluster.timeline.at(`retry/${key}`, at, () => reconcile(cluster, key));
}

/** Creates what is missing, unless that failed a moment ago; returns whether the last try worked. */
function fillUp(cluster: Cluster, set: ReplicaSet, work: { key: string; missing: number }): boolean {
  const { key, missing } = work;
  const retry = retryOf(cluster, key);
  if (missing <= 0) {
    cluster.memory.delete(`retry/${key}`);
    return true;
  }
  if (retry && retry.at > cluster.timeline.now() && retry.at <= cluster.timeline.now() + retry.pause)
    return false;
  const created = addPods(cluster, set, missing);
  if (created) cluster.memory.delete(`retry/${key}`);
  else retryLater(cluster, key);
  return created;
}

function addPods(cluster: Cluster, set: ReplicaSet, missing: number): boolean {
  for (let index = 0; index < missing; index++) {
    if (!createPod(cluster, set, { template: set.spec.template, component: COMPONENT })) return false;
  }
  return true;
}

function dropPods(cluster: Cluster, set: ReplicaSet, pods: Pod[]): void {
  for (const pod of pods) {
    remove(cluster, pod);
    emit(cluster, {
      about: set,
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
      component: COMPONENT,
    });
  }
}

function failureCondition(cluster: Cluster, set: ReplicaSet, created: boolean): Condition[] {
  if (created) return [];
  const known = set.status?.conditions?.find((condition) => condition.type === 'ReplicaFailure');
  const events = cluster.store.list('events', set.metadata.namespace);
  const last = events.findLast(
    (event) => event.reason === 'FailedCreate' && event.involvedObject.uid === set.metadata.uid,
  );
  const message = last?.message.replace('Error creating: ', '') ?? '';
  const since = known?.lastTransitionTime ?? stamp(cluster.timeline.now());
  return [
    { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message, lastTransitionTime: since },
  ];
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const set = cluster.store.get('replicasets.apps', namespace, name);
  if (!set || set.metadata.deletionTimestamp) return;
  const active = podsOf(cluster, set).filter(isActive);
  const wanted = set.spec.replicas ?? 1;
  const created = fillUp(cluster, set, { key, missing: wanted - active.length });
  if (active.length > wanted)
    dropPods(cluster, set, [...active].sort(dispensable).slice(0, active.length - wanted));
  report(cluster, set, created);
}

function report(cluster: Cluster, set: ReplicaSet, created: boolean): void {
  const pods = podsOf(cluster, set).filter(isActive);
  const now = cluster.timeline.now();
  const minReady = set.spec.minReadySeconds ?? 0;
  const ready = pods.filter(isReady).length;
  const available = pods.filter((pod) => isAvailable(pod, minReady, now)).length;
  if (available < ready)
    cluster.timeline.after(`available/${set.metadata.uid}`, minReady * 1000 + 500, () => {
      const { namespace = '', name } = set.metadata;
      reconcile(cluster, `${namespace}/${name}`);
    });
  const labels = set.spec.template.metadata?.labels ?? {};
  const conditions = failureCondition(cluster, set, created);
  setStatus(cluster, set, {
    replicas: pods.length,
    ...(pods.length > 0
      ? { fullyLabeledReplicas: pods.filter((pod) => hasLabels(pod.metadata.labels, labels)).length }
      : {}),
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    ...(available > 0 ? { availableReplicas: available } : {}),
    observedGeneration: set.metadata.generation,
    ...(conditions.length > 0 ? { conditions } : {}),
  });
}

/** Keeps as many pods as a ReplicaSet asks for. */
export const replicaSets: Controller = {
  name: COMPONENT,
  watches: { 'replicasets.apps': itself, pods: ownerOfKind('ReplicaSet') },
  reconcile,
};
