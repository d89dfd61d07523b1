import { itself, ownerOfKind, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { emit } from '../engine/events.ts';
import { safeHash } from '../engine/random.ts';
import { create } from '../engine/write.ts';
import { ApiError } from '../kube/errors.ts';
import type { Deployment, ReplicaSet } from '../kube/workload-kinds.ts';
import type { StringMap } from '../kube/types.ts';
import type { DeploymentSets } from './rollout.ts';
import { reportDeployment } from './deployment-status.ts';
import { ownedBy } from './owned.ts';
import { availableIn, maxSurge, sparePods } from './rollout.ts';

const COMPONENT = 'deployment-controller';
const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';

function setsOf(cluster: Cluster, deployment: Deployment): ReplicaSet[] {
  return cluster.store
    .dependents(deployment.metadata.uid)
    .filter(
      (object): object is ReplicaSet => object.kind === 'ReplicaSet' && !object.metadata.deletionTimestamp,
    );
}

function revisionOf(set: ReplicaSet): number {
  return Number(set.metadata.annotations?.[REVISION] ?? 0);
}

function copiedAnnotations(deployment: Deployment): StringMap {
  const {
    'kubectl.kubernetes.io/last-applied-configuration': _applied,
    [REVISION]: _revision,
    ...rest
  } = deployment.metadata.annotations ?? {};
  return rest;
}

function annotationsFor(deployment: Deployment, revision: number): StringMap {
  return {
    ...copiedAnnotations(deployment),
    'deployment.kubernetes.io/desired-replicas': String(deployment.spec.replicas ?? 1),
    'deployment.kubernetes.io/max-replicas': String((deployment.spec.replicas ?? 1) + maxSurge(deployment)),
    [REVISION]: String(revision),
  };
}

function createSet(
  cluster: Cluster,
  deployment: Deployment,
  wanted: { hash: string; revision: number; replicas: number },
): ReplicaSet {
  const { template, selector } = deployment.spec;
  const labels = { ...template.metadata?.labels, [HASH]: wanted.hash };
  return create(cluster, {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${deployment.metadata.name}-${wanted.hash}`,
      namespace: deployment.metadata.namespace,
      labels,
      annotations: annotationsFor(deployment, wanted.revision),
      ownerReferences: [ownedBy(deployment)],
    },
    spec: {
      replicas: wanted.replicas,
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH]: wanted.hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
      ...(deployment.spec.minReadySeconds ? { minReadySeconds: deployment.spec.minReadySeconds } : {}),
    },
  }) as ReplicaSet;
}

function scaleSet(
  cluster: Cluster,
  deployment: Deployment,
  { set, replicas }: { set: ReplicaSet; replicas: number },
): void {
  const from = set.spec.replicas ?? 0;
  const annotations = annotationsFor(deployment, revisionOf(set));
  const { generation = 1 } = set.metadata;
  cluster.store.put('replicasets.apps', {
    ...set,
    metadata: { ...set.metadata, generation: generation + 1, annotations },
    spec: { ...set.spec, replicas },
  });
  const verb = replicas > from ? 'Scaled up' : 'Scaled down';
  sayScaled(cluster, deployment, `${verb} replica set ${set.metadata.name} from ${from} to ${replicas}`);
}

function sayScaled(cluster: Cluster, deployment: Deployment, message: string): void {
  emit(cluster, { about: deployment, reason: 'ScalingReplicaSet', message, component: COMPONENT });
}

function markRevision(
  cluster: Cluster,
  deployment: Deployment,
  { set, revision }: { set: ReplicaSet; revision: number },
): void {
  if (deployment.metadata.annotations?.[REVISION] !== String(revision)) {
    const annotations = { ...deployment.metadata.annotations, [REVISION]: String(revision) };
    cluster.store.put('deployments.apps', {
      ...deployment,
      metadata: { ...deployment.metadata, annotations },
    });
  }
  if (revisionOf(set) === revision) return;
  const annotations = { ...set.metadata.annotations, ...annotationsFor(deployment, revision) };
  cluster.store.put('replicasets.apps', { ...set, metadata: { ...set.metadata, annotations } });
}

/** The set of the current template, made when there is none. */
function newestSet(cluster: Cluster, deployment: Deployment, sets: ReplicaSet[]): ReplicaSet | undefined {
  const hash = safeHash(JSON.stringify(deployment.spec.template));
  const known = sets.find((set) => set.metadata.labels?.[HASH] === hash);
  const others = sets.filter((set) => set !== known).map(revisionOf);
  const revision = Math.max(known ? revisionOf(known) : 0, Math.max(0, ...others) + 1);
  if (known) {
    markRevision(cluster, deployment, { set: known, revision });
    return known;
  }
  if (deployment.spec.paused) return undefined;
  const total = deployment.spec.replicas ?? 1;
  const existing = sets.reduce((count, set) => count + (set.spec.replicas ?? 0), 0);
  const recreating = deployment.spec.strategy?.type === 'Recreate' && existing > 0;
  const replicas = recreating ? 0 : Math.max(0, Math.min(total, total + maxSurge(deployment) - existing));
  const made = createSet(cluster, deployment, { hash, revision, replicas });
  if (replicas > 0)
    sayScaled(cluster, deployment, `Scaled up replica set ${made.metadata.name} from 0 to ${replicas}`);
  markRevision(cluster, deployment, { set: made, revision });
  return cluster.store.get('replicasets.apps', made.metadata.namespace, made.metadata.name);
}

function scaleDownOld(cluster: Cluster, deployment: Deployment, sets: DeploymentSets): void {
  const spare = sparePods(deployment, sets);
  const old = sets.all
    .filter((candidate) => candidate !== sets.newest)
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  for (const set of old) {
    const replicas = set.spec.replicas ?? 0;
    const broken = Math.max(0, Math.min(replicas - availableIn(set), spare.any));
    const working = Math.max(0, Math.min(availableIn(set), spare.working, spare.any - broken));
    if (broken + working === 0) continue;
    scaleSet(cluster, deployment, { set, replicas: replicas - broken - working });
    spare.any -= broken + working;
    spare.working -= working;
  }
}

function scaleUpNew(cluster: Cluster, deployment: Deployment, { newest, all }: DeploymentSets): void {
  const wanted = deployment.spec.replicas ?? 1;
  const current = newest.spec.replicas ?? 0;
  const others = all.filter((set) => set !== newest);
  const running = others.reduce(
    (count, set) => count + Math.max(set.spec.replicas ?? 0, set.status?.replicas ?? 0),
    0,
  );
  if (deployment.spec.strategy?.type === 'Recreate' && running > 0) return;
  const asked = others.reduce((count, set) => count + (set.spec.replicas ?? 0), 0);
  const target = Math.min(wanted, Math.max(current, wanted + maxSurge(deployment) - asked));
  const next = current > wanted ? wanted : target;
  if (next !== current) scaleSet(cluster, deployment, { set: newest, replicas: next });
}

function dropOldSets(cluster: Cluster, deployment: Deployment, { newest, all }: DeploymentSets): void {
  const idle = all
    .filter((set) => set !== newest && (set.spec.replicas ?? 0) === 0 && (set.status?.replicas ?? 0) === 0)
    .sort((a, b) => revisionOf(a) - revisionOf(b));
  const surplus = idle.length - (deployment.spec.revisionHistoryLimit ?? 10);
  for (const set of idle.slice(0, Math.max(0, surplus))) cluster.store.remove('replicasets.apps', set);
}

function rollOut(cluster: Cluster, deployment: Deployment, key: string): void {
  const newest = newestSet(cluster, deployment, setsOf(cluster, deployment));
  if (!newest) return;
  const fresh = () => ({ newest: refreshed(cluster, newest), all: setsOf(cluster, deployment) });
  const identified = () => {
    const { newest: latest, all } = fresh();
    return {
      newest: latest,
      all: all.map((set) => (set.metadata.uid === latest.metadata.uid ? latest : set)),
    };
  };
  if (!deployment.spec.paused) {
    scaleUpNew(cluster, deployment, identified());
    scaleDownOld(cluster, deployment, identified());
    dropOldSets(cluster, deployment, identified());
  }
  const latest = cluster.store.get(
    'deployments.apps',
    deployment.metadata.namespace,
    deployment.metadata.name,
  );
  if (!latest || !reportDeployment(cluster, latest, identified())) return;
  const deadline = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
  cluster.timeline.after(`deadline/${deployment.metadata.uid}`, deadline + 1000, () =>
    reconcile(cluster, key),
  );
}

function refreshed(cluster: Cluster, set: ReplicaSet): ReplicaSet {
  return cluster.store.get('replicasets.apps', set.metadata.namespace, set.metadata.name) ?? set;
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const deployment = cluster.store.get('deployments.apps', namespace, name);
  if (!deployment || deployment.metadata.deletionTimestamp) return;
  try {
    rollOut(cluster, deployment, key);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const message = `Failed to create new replica set: ${error.message}`;
    emit(cluster, {
      about: deployment,
      type: 'Warning',
      reason: 'ReplicaSetCreateError',
      message,
      component: COMPONENT,
    });
  }
}

/** Rolls Deployments out through ReplicaSets. */
export const deployments: Controller = {
  name: COMPONENT,
  watches: { 'deployments.apps': itself, 'replicasets.apps': ownerOfKind('Deployment') },
  reconcile,
};
