import { itself } from '../engine/cluster.ts';
import { splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { setStatus } from '../engine/write.ts';
import type { PodDisruptionBudget } from '../kube/workload-kinds.ts';
import { selects } from '../kube/selectors.ts';
import { stamp } from '../kube/time.ts';
import type { Pod } from '../kube/types.ts';
import { isActive, isReady } from './owned.ts';
import { shareOf } from './rollout.ts';

function desired({ spec }: PodDisruptionBudget, expected: number): number {
  if (spec.maxUnavailable !== undefined)
    return Math.max(0, expected - shareOf(spec.maxUnavailable, expected, 'up'));
  return shareOf(spec.minAvailable, expected, 'up');
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const budget = cluster.store.get('poddisruptionbudgets.policy', namespace, name);
  if (!budget) return;
  const pods = cluster.store
    .list('pods', namespace)
    .filter((pod) => isActive(pod) && selects(budget.spec.selector, pod.metadata.labels));
  const healthy = pods.filter(isReady).length;
  const needed = desired(budget, pods.length);
  const allowed = pods.length === 0 ? 0 : Math.max(0, healthy - needed);
  const before = budget.status?.conditions?.[0];
  const status = allowed > 0 ? 'True' : 'False';
  const since = before?.status === status ? before.lastTransitionTime : stamp(cluster.timeline.now());
  setStatus(cluster, budget, {
    disruptionsAllowed: allowed,
    currentHealthy: healthy,
    desiredHealthy: needed,
    expectedPods: pods.length,
    observedGeneration: budget.metadata.generation,
    conditions: [
      {
        type: 'DisruptionAllowed',
        status,
        reason: allowed > 0 ? 'SufficientPods' : 'InsufficientPods',
        message: '',
        lastTransitionTime: since,
        observedGeneration: budget.metadata.generation,
      },
    ],
  });
}

/** Counts how many pods each disruption budget can spare. */
export const disruption: Controller = {
  name: 'disruption-controller',
  watches: {
    'poddisruptionbudgets.policy': itself,
    pods: ({ object, previous }, cluster) => {
      if (previous && isReady(previous as Pod) === isReady(object as Pod) && isActive(object as Pod))
        return [];
      return cluster.store
        .list('poddisruptionbudgets.policy', object.metadata.namespace ?? '')
        .filter((budget) => selects(budget.spec.selector, object.metadata.labels))
        .map((budget) => `${budget.metadata.namespace ?? ''}/${budget.metadata.name}`);
    },
  },
  reconcile,
};
