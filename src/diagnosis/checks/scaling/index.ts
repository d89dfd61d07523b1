import type { CheckFamily } from '../draft.ts';
import { checkAutoscaler } from './autoscaler.ts';
import { checkDisruptionBudget } from './disruption.ts';

/** Autoscalers and disruption budgets. */
export const SCALING_CHECKS: CheckFamily = {
  checks: [
    {
      id: 'hpa-target-missing',
      title: 'An autoscaler’s target does not exist',
      looksAt: ['HorizontalPodAutoscaler', 'Deployment', 'StatefulSet'],
    },
    {
      id: 'hpa-no-metrics',
      title: 'An autoscaler cannot read its metric',
      looksAt: ['HorizontalPodAutoscaler'],
    },
    {
      id: 'hpa-cannot-scale',
      title: 'An autoscaler cannot change the scale',
      looksAt: ['HorizontalPodAutoscaler'],
    },
    {
      id: 'hpa-at-maximum',
      title: 'An autoscaler wants more than its maximum',
      looksAt: ['HorizontalPodAutoscaler'],
    },
    {
      id: 'pdb-blocks',
      title: 'A disruption budget allows no eviction',
      looksAt: ['PodDisruptionBudget', 'Pod'],
      hygiene: true,
    },
  ],
  run: (index) => [
    ...index.list('HorizontalPodAutoscaler').flatMap((hpa) => checkAutoscaler(index, hpa)),
    ...index.list('PodDisruptionBudget').flatMap((budget) => checkDisruptionBudget(index, budget)),
  ],
};
