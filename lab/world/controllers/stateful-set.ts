import { itself, ownerOfKind, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { remove } from '../engine/delete.ts';
import { emit } from '../engine/events.ts';
import { safeHash } from '../engine/random.ts';
import { create, setStatus } from '../engine/write.ts';
import type { PersistentVolumeClaim } from '../kube/cluster-kinds.ts';
import type { StatefulSet } from '../kube/workload-kinds.ts';
import type { Pod, PodSpec } from '../kube/types.ts';
import { createPod, isReady, ownedBy, podsOf } from './owned.ts';

const COMPONENT = 'statefulset-controller';
const HASH = 'controller-revision-hash';

function ordinal(pod: Pod): number {
  return Number(pod.metadata.name.slice(pod.metadata.name.lastIndexOf('-') + 1));
}

function revisionName(cluster: Cluster, set: StatefulSet): string {
  const name = `${set.metadata.name}-${safeHash(JSON.stringify(set.spec.template))}`;
  const { namespace } = set.metadata;
  if (cluster.store.get('controllerrevisions.apps', namespace, name)) return name;
  const revisions = cluster.store
    .dependents(set.metadata.uid)
    .filter((object) => object.kind === 'ControllerRevision');
  create(cluster, {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name,
      namespace,
      labels: set.spec.template.metadata?.labels,
      ownerReferences: [ownedBy(set)],
    },
    data: { spec: { template: set.spec.template } },
    revision: revisions.length + 1,
  });
  return name;
}

function claimName(template: PersistentVolumeClaim, pod: string): string {
  return `${template.metadata.name}-${pod}`;
}

function createClaims(cluster: Cluster, set: StatefulSet, podName: string): void {
  for (const template of set.spec.volumeClaimTemplates ?? []) {
    const name = claimName(template, podName);
    if (cluster.store.get('persistentvolumeclaims', set.metadata.namespace, name)) continue;
    create(cluster, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name, namespace: set.metadata.namespace, labels: set.spec.selector.matchLabels },
      spec: template.spec,
    });
    const message = `create Claim ${name} Pod ${podName} in StatefulSet ${set.metadata.name} success`;
    emit(cluster, { about: set, reason: 'SuccessfulCreate', message, component: COMPONENT });
  }
}

function withClaims(set: StatefulSet, podName: string): (spec: PodSpec) => PodSpec {
  const claims = (set.spec.volumeClaimTemplates ?? []).map((template) => ({
    name: template.metadata.name,
    persistentVolumeClaim: { claimName: claimName(template, podName) },
  }));
  return (spec) => ({
    ...spec,
    hostname: podName,
    subdomain: set.spec.serviceName,
    volumes: [...(spec.volumes ?? []), ...claims],
  });
}

function createOrdinal(cluster: Cluster, set: StatefulSet, work: { index: number; revision: string }): void {
  const name = `${set.metadata.name}-${work.index}`;
  createClaims(cluster, set, name);
  createPod(cluster, set, {
    name,
    template: set.spec.template,
    labels: {
      'statefulset.kubernetes.io/pod-name': name,
      'apps.kubernetes.io/pod-index': String(work.index),
      [HASH]: work.revision,
    },
    component: COMPONENT,
    changeSpec: withClaims(set, name),
  });
}

function deleteOrdinal(cluster: Cluster, set: StatefulSet, pod: Pod): void {
  remove(cluster, pod);
  const message = `delete Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name} successful`;
  emit(cluster, { about: set, reason: 'SuccessfulDelete', message, component: COMPONENT });
}

/** Takes at most one step, as ordered management does; returns once there is something to wait for. */
function step(cluster: Cluster, set: StatefulSet, revision: string): void {
  const pods = podsOf(cluster, set).sort((a, b) => ordinal(a) - ordinal(b));
  const wanted = set.spec.replicas ?? 1;
  const parallel = set.spec.podManagementPolicy === 'Parallel';
  for (let index = 0; index < wanted; index++) {
    const pod = pods.find((candidate) => ordinal(candidate) === index);
    if (pod?.status.phase === 'Failed') return void cluster.store.remove('pods', pod);
    if (!pod) createOrdinal(cluster, set, { index, revision });
    const waits = !pod || pod.metadata.deletionTimestamp !== undefined || !isReady(pod);
    if (waits && !parallel) return;
  }
  const surplus = pods.findLast((pod) => ordinal(pod) >= wanted);
  if (surplus) return surplus.metadata.deletionTimestamp ? undefined : deleteOrdinal(cluster, set, surplus);
  if (set.spec.updateStrategy?.type === 'OnDelete') return;
  const partition = set.spec.updateStrategy?.rollingUpdate?.partition ?? 0;
  const stale = pods.findLast((pod) => ordinal(pod) >= partition && pod.metadata.labels?.[HASH] !== revision);
  if (stale && !stale.metadata.deletionTimestamp) deleteOrdinal(cluster, set, stale);
}

function report(cluster: Cluster, set: StatefulSet, revision: string): void {
  const pods = podsOf(cluster, set);
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => pod.metadata.labels?.[HASH] === revision).length;
  const before = set.status?.currentRevision;
  const settled = updated === (set.spec.replicas ?? 1) && ready === updated;
  setStatus(cluster, set, {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    ...(ready > 0 ? { readyReplicas: ready } : {}),
    currentReplicas: settled ? updated : pods.length - updated || updated,
    updatedReplicas: updated,
    currentRevision: settled ? revision : (before ?? revision),
    updateRevision: revision,
    collisionCount: 0,
    availableReplicas: ready,
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const set = cluster.store.get('statefulsets.apps', namespace, name);
  if (!set || set.metadata.deletionTimestamp) return;
  const revision = revisionName(cluster, set);
  step(cluster, set, revision);
  report(cluster, set, revision);
}

/** Keeps a StatefulSet's numbered pods and their claims. */
export const statefulSets: Controller = {
  name: COMPONENT,
  watches: { 'statefulsets.apps': itself, pods: ownerOfKind('StatefulSet') },
  reconcile,
};
