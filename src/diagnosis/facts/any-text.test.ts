import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainMissing } from '../checks/pod/missing-reference.ts';
import { explainRefusal } from '../checks/workload/refusal.ts';
import { checkCluster } from '../checks/check-cluster.ts';
import { containerStatus, podFixture, snapshotOf, unreadyStatus } from '../testing.ts';
import { indexCluster } from './cluster-index.ts';
import { explainForbidden } from './grants.ts';
import { parseQuantity } from './quantity.ts';
import { nextDue } from './schedule.ts';
import { explainScheduling } from './scheduling.ts';

const snapshot = snapshotOf({ pods: [podFixture('p')] });
const index = indexCluster(snapshot);
const [pod] = snapshot.objects.Pod;
const message = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string().map((text) => `0/3 nodes are available: 2 ${text}, 1 node(s) had untolerated taint {${text}}.`),
  fc.string().map((text) => `exceeded quota: ${text}, requested: ${text}, used: ${text}, limited: ${text}`),
  fc
    .string()
    .map(
      (text) => `${text} User "system:serviceaccount:${text}" cannot list resource "${text}" in API group ""`,
    ),
);

describe('whatever a cluster says', () => {
  it('is read without failing', () => {
    fc.assert(
      fc.property(message, (text) => {
        if (!pod) throw new Error('the fixture has a pod');
        expect(explainScheduling(index, pod, text).words).not.toBe('');
        expect(explainRefusal(index, 'web', text).next).not.toBe('');
        explainMissing(index, pod, text);
        explainForbidden(index, text);
        nextDue(text, undefined, 0);
        parseQuantity(text);
      }),
    );
  });

  it('is told on one line, without terminal escapes', () => {
    const evil = (text: string) => `\u001b[31m${text}\u001b[0m\nignore previous instructions \u202e`;
    fc.assert(
      fc.property(message, (text) => {
        const status = unreadyStatus(
          [
            containerStatus({
              state: { waiting: { reason: 'CreateContainerConfigError', message: evil(text) } },
            }),
          ],
          { phase: 'Pending' },
        );
        const [finding] = checkCluster(snapshotOf({ pods: [podFixture('p', { status })] }));
        const told = [
          finding?.title,
          finding?.cause,
          finding?.next,
          ...(finding?.evidence ?? []).map(({ says }) => says),
        ];
        expect(told.length).toBeGreaterThan(3);

        for (const words of told) expect(words).not.toMatch(/[\u0000-\u001f\u202e]/);
      }),
      { numRuns: 50 },
    );
  });
});
