import { describe, expect, it } from 'vitest';
import { fact, type Block, type Draft } from '../../answer/draft.ts';
import { openLedger } from '../../answer/ledger.ts';
import { prose } from '../../answer/markdown.ts';
import { openTruth } from './record.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');

/** A judge who knows a few facts, each its own evidence, and a value that a tool gave. */
function judgeOf(facts: readonly string[], value?: unknown) {
  const ledger = openLedger(() => undefined);
  const truth = openTruth({
    ledger,
    now: NOW,
    timeZone: 'UTC',
    isName: (word) => ['cart', 'checkout', 'shop'].includes(word),
  });
  const blocks: Block[] = facts.map((text, at) => {
    const source = { system: 'kubernetes', cluster: 'prod', query: `query ${String(at)}` };
    return fact(prose(text), [ledger.add({ at: '2026-03-10T11:55:00Z', source, says: text })]);
  });
  const draft: Draft = { outcome: 'answered', blocks, suggestions: [] };
  truth.addDraft(draft);
  if (value !== undefined) {
    const source = { system: 'prometheus', query: 'a tool' };
    truth.addValue(ledger.add({ at: '2026-03-10T11:56:00Z', source, says: 'a value' }), value, {});
  }
  return (sentence: string) => truth.judge(sentence, { cited: [], isCode: false }).type;
}

const FACTS = [
  'Pod `cart-0` in `shop` has restarted 14 times in the last 2h: container `app` was OOMKilled, its memory limit is 512Mi.',
  'Pod `cart-1` in `shop` has restarted 3 times.',
  'Deployment `checkout` runs image `registry.example/shop/checkout:2.14.1`.',
  '3 of 14 pods in `shop` are not ready.',
  'The error rate of `checkout` rose at 11:41, from 0.1 % to 47 %.',
  'There are no errors in the logs of `cart-1`.',
];

describe('a true sentence', () => {
  it.each([
    'The pod cart-0 has restarted 14 times.',
    'cart-0 has restarted 14 times in the last 2 hours, and its memory limit is 512 MiB.',
    'checkout runs registry.example/shop/checkout:2.14.1.',
    'Three of 14 pods in shop are not ready.',
    'The error rate of checkout rose to 47% at 11:41.',
    'There are no errors in the logs of cart-1.',
    'The container app of cart-0 was OOMKilled.',
  ])('holds: %s', (sentence) => {
    expect(judgeOf(FACTS)(sentence)).toBe('borne-out');
  });

  it('holds of a table and of what a tool gave', () => {
    const judge = judgeOf([], {
      pods: [
        { name: 'web-0', ready: false, restarts: 7 },
        { name: 'web-1', ready: true, restarts: 0 },
      ],
    });
    expect(judge('The pod web-0 has 7 restarts.')).toBe('borne-out');
    expect(judge('There are 2 pods.')).toBe('borne-out');
    expect(judge('The pod web-1 has 7 restarts.')).toBe('wrong');
    expect(judge('web-1 is not ready.')).not.toBe('borne-out');
  });
});

describe('a lie', () => {
  it.each([
    ['an invented name', 'The pod cart-7 has restarted 14 times.'],
    ['a wrong count', 'The pod cart-0 has restarted 15 times.'],
    ['another object’s number', 'The pod cart-1 has restarted 14 times.'],
    ['a wrong version', 'checkout runs registry.example/shop/checkout:2.15.1.'],
    ['a wrong time', 'The error rate of checkout rose at 11:51.'],
    ['a wrong unit', 'The memory limit of cart-0 is 512Gi.'],
    ['a wrong share', 'The error rate of checkout rose to 4.7 %.'],
    ['the number of another thing', '14 nodes in shop are not ready.'],
    ['another setting', 'The memory request of cart-0 is 512Mi.'],
    ['the other way round', 'The error rate of checkout fell at 11:41, from 0.1 % to 47 %.'],
    ['a negation', 'The pod cart-0 has not restarted.'],
    ['a negation that is gone', 'There are errors in the logs of cart-1.'],
    ['all for some', 'All pods in shop are ready.'],
    ['a kind that it is not', 'The node cart-0 has restarted 14 times.'],
    ['two numbers of which one is there', '3 of 3 pods in shop are not ready.'],
  ])('is not borne out: %s', (_, sentence) => {
    expect(judgeOf(FACTS)(sentence)).not.toBe('borne-out');
  });
});

describe('what claims nothing of the systems', () => {
  it.each([
    'I would look at the memory limit next.',
    'Shall I look at the logs of cart-0?',
    'Let me know what you find.',
  ])('is left alone: %s', (sentence) => {
    expect(judgeOf(FACTS)(sentence)).toBe('no-claim');
  });

  it('is still no place for invented names', () => {
    expect(judgeOf(FACTS)('I would restart the pod ghost-77.')).toBe('wrong');
  });
});
