import type { Cluster } from '../engine/cluster.ts';
import { setStatus } from '../engine/write.ts';
import type { Deployment, ReplicaSet } from '../kube/workload-kinds.ts';
import { stamp } from '../kube/time.ts';
import type { Condition } from '../kube/types.ts';
import { maxUnavailable } from './rollout.ts';
import type { DeploymentSets } from './rollout.ts';

function sum(sets: ReplicaSet[], field: 'replicas' | 'readyReplicas' | 'availableReplicas'): number {
  return sets.reduce((total, set) => total + (set.status?.[field] ?? 0), 0);
}

interface Counts {
  replicas: number;
  updated: number;
  ready: number;
  available: number;
  wanted: number;
}

function countsOf(deployment: Deployment, { newest, all }: DeploymentSets): Counts {
  return {
    replicas: sum(all, 'replicas'),
    updated: newest.status?.replicas ?? 0,
    ready: sum(all, 'readyReplicas'),
    available: sum(all, 'availableReplicas'),
    wanted: deployment.spec.replicas ?? 1,
  };
}

function isComplete(counts: Counts): boolean {
  return (
    counts.updated === counts.wanted &&
    counts.replicas === counts.wanted &&
    counts.available === counts.wanted
  );
}

interface Wanted {
  type: string;
  status: string;
  reason: string;
  message: string;
}

function withTimes(before: Condition[], wanted: Wanted, now: number): Condition {
  const known = before.find((condition) => condition.type === wanted.type);
  const same =
    known?.status === wanted.status && known.reason === wanted.reason && known.message === wanted.message;
  const moved = known?.status !== wanted.status;
  return {
    type: wanted.type,
    status: wanted.status,
    lastUpdateTime: (same ? known.lastUpdateTime : undefined) ?? stamp(now),
    lastTransitionTime: (moved ? undefined : known.lastTransitionTime) ?? stamp(now),
    reason: wanted.reason,
    message: wanted.message,
  };
}

function availability(deployment: Deployment, counts: Counts): Wanted {
  const enough = counts.available >= counts.wanted - maxUnavailable(deployment);
  return enough
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progress(
  cluster: Cluster,
  deployment: Deployment,
  now: { sets: DeploymentSets; counts: Counts },
): Wanted {
  const { newest } = now.sets;
  const before = deployment.status?.conditions?.find((condition) => condition.type === 'Progressing');
  const type = 'Progressing';
  const about = `ReplicaSet "${newest.metadata.name}"`;
  if (isComplete(now.counts)) {
    return {
      type,
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `${about} has successfully progressed.`,
    };
  }
  const rolledOut = before?.reason === 'NewReplicaSetAvailable' && before.message?.includes(about);
  if (rolledOut)
    return { type, status: 'True', reason: 'NewReplicaSetAvailable', message: before.message ?? '' };
  const seen = progressMemory(cluster, deployment, now);
  const deadline = (deployment.spec.progressDeadlineSeconds ?? 600) * 1000;
  if (cluster.timeline.now() - seen >= deadline) {
    return {
      type,
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `${about} has timed out progressing.`,
    };
  }
  return { type, status: 'True', reason: 'ReplicaSetUpdated', message: `${about} is progressing.` };
}

/** When the rollout last came further. */
function progressMemory(
  cluster: Cluster,
  deployment: Deployment,
  now: { sets: DeploymentSets; counts: Counts },
): number {
  const { counts, sets } = now;
  const key = `progress/${deployment.metadata.uid}`;
  const mark = [
    sets.newest.metadata.uid,
    counts.updated,
    counts.available,
    counts.replicas - counts.updated,
  ].join('/');
  const known = cluster.memory.get(key) as { mark: string; at: number } | undefined;
  if (known?.mark === mark) return known.at;
  const at = cluster.timeline.now();
  cluster.memory.set(key, { mark, at });
  return at;
}

/** Writes the status; returns whether progress should be looked at again when the deadline has passed. */
export function reportDeployment(cluster: Cluster, deployment: Deployment, sets: DeploymentSets): boolean {
  const counts = countsOf(deployment, sets);
  const before = deployment.status?.conditions ?? [];
  const wanted = [availability(deployment, counts), progress(cluster, deployment, { sets, counts })];
  const failure = sets.all
    .flatMap((set) => set.status?.conditions ?? [])
    .find((c) => c.type === 'ReplicaFailure');
  const now = cluster.timeline.now();
  const unavailable = Math.max(0, counts.wanted, counts.replicas) - counts.available;
  setStatus(cluster, deployment, {
    observedGeneration: deployment.metadata.generation,
    ...(counts.replicas > 0 ? { replicas: counts.replicas } : {}),
    ...(counts.updated > 0 ? { updatedReplicas: counts.updated } : {}),
    ...(counts.ready > 0 ? { readyReplicas: counts.ready } : {}),
    ...(counts.available > 0 ? { availableReplicas: counts.available } : {}),
    ...(unavailable > 0 ? { unavailableReplicas: unavailable } : {}),
    conditions: [
      ...wanted.map((condition) => withTimes(before, condition, now)),
      ...(failure ? [withTimes(before, failure as Wanted, now)] : []),
    ],
  });
  return wanted[1]?.reason === 'ReplicaSetUpdated';
}
