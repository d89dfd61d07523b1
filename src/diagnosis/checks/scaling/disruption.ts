import type { PodDisruptionBudget } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { isPodReady } from '../../facts/pod-status.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { plural } from '../../facts/wording.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

function ruleOf({ spec }: PodDisruptionBudget): string {
  if (spec.maxUnavailable !== undefined) return `maxUnavailable ${spec.maxUnavailable}`;
  return `minAvailable ${spec.minAvailable ?? 1}`;
}

/** A budget that forbids every eviction: by its own rule, or because pods it covers are down (then part of their story). */
export function checkDisruptionBudget(index: ClusterIndex, budget: PodDisruptionBudget): Draft[] {
  const { disruptionsAllowed, expectedPods = 0, currentHealthy = 0, desiredHealthy = 0 } = budget.status;
  if (disruptionsAllowed !== 0 || expectedPods === 0) return [];
  const ref = index.ref('PodDisruptionBudget', budget);
  const byRule = desiredHealthy >= expectedPods && currentHealthy >= expectedPods;
  const covered = budget.spec.selector ? index.select(ref.namespace, budget.spec.selector) : [];
  const down = covered.filter((pod) => !isPodReady(pod));
  const state = `${ruleOf(budget)}; ${currentHealthy} of ${expectedPods} healthy, ${desiredHealthy} wanted, 0 disruptions allowed`;
  return [
    {
      check: 'pdb-blocks',
      severity: byRule && expectedPods === 1 ? 'info' : 'warning',
      object: ref,
      title: 'allows no disruption',
      cause: byRule
        ? `PodDisruptionBudget ${ref.name} can never allow an eviction: ${ruleOf(budget)} with ${plural(expectedPods, 'pod')} leaves none to spare, so node drains wait for ever.`
        : `PodDisruptionBudget ${ref.name} allows no eviction while only ${currentHealthy} of ${plural(expectedPods, 'pod')} are healthy.`,
      evidence: [fact(index, ref, state)],
      next: byRule
        ? `Allow at least one disruption, or run one more replica. ${kubectlDescribe(ref)}`
        : `Mend the pods first. ${kubectlDescribe(ref)}`,
      explainedBy: byRule ? [] : down.map((pod) => index.ref('Pod', pod)),
      onlyAsConsequence: !byRule,
    },
  ];
}
