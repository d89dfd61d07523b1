import type { Deployment, ReplicaSet } from '../kube/workload-kinds.ts';
import type { PortNumber } from '../kube/types.ts';

/** An absolute number or a percentage of replicas. */
export function shareOf(value: PortNumber | undefined, replicas: number, round: 'up' | 'down'): number {
  if (value === undefined) return 0;
  if (typeof value === 'number') return value;
  const share = (Number(value.replace('%', '')) / 100) * replicas;
  return round === 'up' ? Math.ceil(share) : Math.floor(share);
}

export function maxUnavailable(deployment: Deployment): number {
  const { replicas = 1, strategy } = deployment.spec;
  if (strategy?.type === 'Recreate') return replicas;
  const surge = shareOf(strategy?.rollingUpdate?.maxSurge ?? '25%', replicas, 'up');
  const unavailable = shareOf(strategy?.rollingUpdate?.maxUnavailable ?? '25%', replicas, 'down');
  return unavailable === 0 && surge === 0 ? 1 : Math.min(unavailable, replicas);
}

export function maxSurge(deployment: Deployment): number {
  const { replicas = 1, strategy } = deployment.spec;
  return strategy?.type === 'Recreate'
    ? 0
    : shareOf(strategy?.rollingUpdate?.maxSurge ?? '25%', replicas, 'up');
}

/** The sets a deployment's pods are in: the one of its current template, and all. */
export interface DeploymentSets {
  newest: ReplicaSet;
  all: ReplicaSet[];
}

/** Pods of a set that are available, not counting those on their way out. */
export function availableIn(set: ReplicaSet): number {
  return Math.min(set.spec.replicas ?? 0, set.status?.availableReplicas ?? 0);
}

function total(sets: ReplicaSet[], count: (set: ReplicaSet) => number): number {
  return sets.reduce((sum, set) => sum + count(set), 0);
}

/** How many old pods may go: those that do not work, and as many working ones as availability can spare. */
export function sparePods(
  deployment: Deployment,
  { newest, all }: DeploymentSets,
): { any: number; working: number } {
  if (deployment.spec.strategy?.type === 'Recreate') return { any: Infinity, working: Infinity };
  const least = (deployment.spec.replicas ?? 1) - maxUnavailable(deployment);
  const starting = (newest.spec.replicas ?? 0) - availableIn(newest);
  return {
    any: total(all, (set) => set.spec.replicas ?? 0) - least - starting,
    working: total(all, availableIn) - least,
  };
}
