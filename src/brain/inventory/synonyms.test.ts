import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { said } from '../understand/testing/say.ts';
import { understand } from '../understand/understand.ts';
import { inventoryQuerySchema } from './query.ts';

const queryOf = (message: string) => {
  const reading = understand(said(message));
  return reading.type === 'skill' ? reading.slots.query : reading;
};

/** Words that may stand for each other in a question about objects. */
const SAME: readonly (readonly string[])[] = [
  ['pods', 'po', 'Pods', 'PODS'],
  ['deployments', 'deployment', 'Deployments', 'deplyoments'],
  ['services', 'svc', 'services'],
  ['statefulsets', 'sts', 'stateful sets'],
  ['pvcs', 'persistent volume claims', 'pvc'],
  ['config maps', 'configmaps', 'cm'],
  ['cronjobs', 'cron jobs', 'cj'],
];
const FILTERS: readonly (readonly string[])[] = [
  ['in web', 'in namespace web', 'in the web namespace', '-n web', 'in ns web'],
  ['older than a day', 'older than 1 day', 'older than 24h', 'older than 1d'],
  [
    'except kube-system',
    'excluding kube-system',
    'outside kube-system',
    'but not in kube-system',
    'not in kube-system',
  ],
  ['without label team', 'with no label team', 'without the label team'],
  ['per namespace', 'by namespace', 'for each namespace', 'grouped by namespace'],
];
const POD_FILTERS: readonly (readonly string[])[] = [
  [
    'with more than 3 restarts',
    'with over 3 restarts',
    'with more than three restarts',
    'with restarts > 3',
    'that restarted more than 3 times',
  ],
  ['on node worker-1', 'on worker-1', 'running on node worker-1', 'scheduled on worker-1'],
  [
    'without memory limits',
    'with no memory limit',
    'missing a memory limit',
    'that have no memory limits',
    'lacking memory limits',
  ],
  ['that are pending', 'which are pending', 'in state pending', 'that are Pending'],
];

const anyOf = (table: readonly (readonly string[])[]) =>
  fc
    .constantFrom(...table)
    .chain((words) => fc.tuple(fc.constant(words[0] ?? ''), fc.constantFrom(...words)));

describe('inventory questions', () => {
  it('mean the same in other words', () => {
    fc.assert(
      fc.property(
        anyOf(SAME),
        anyOf(FILTERS),
        fc.constantFrom('list', 'show me', 'which', 'how many'),
        ([kind, otherKind], [filter, otherFilter], verb) => {
          expect(queryOf(`${verb} ${otherKind} ${otherFilter}`)).toEqual(
            queryOf(`${verb} ${kind} ${filter}`),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('mean the same in other words about pods', () => {
    fc.assert(
      fc.property(
        anyOf(POD_FILTERS),
        fc.constantFrom('list pods', 'how many pods', 'which pods'),
        ([filter, other], verb) => {
          expect(queryOf(`${verb} ${other}`)).toEqual(queryOf(`${verb} ${filter}`));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('compose: each filter is there, whatever the others are', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([
          'in shop',
          'older than 2 days',
          'without limits',
          'on worker-1',
          'with label app=cart',
        ]),
        (filters) => {
          const query = inventoryQuerySchema.parse(queryOf(`list pods ${filters.join(' ')}`));
          expect(query.filters).toHaveLength(filters.length);
        },
      ),
      { numRuns: 100 },
    );
  });
});
