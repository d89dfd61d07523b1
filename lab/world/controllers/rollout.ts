import type { Deployment } from '../kube/workload-kinds.ts';
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
