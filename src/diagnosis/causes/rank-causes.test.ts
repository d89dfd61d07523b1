import { describe, expect, it } from 'vitest';
import type { Signal } from './evidence.ts';
import { rankCauses } from './rank-causes.ts';
import { ALARM, calls, incident, signal } from './testing.ts';

const MINUTE = 60_000;

/** A node that answers 100 requests an interval, usually in 100 ms. */
const node = (name: string, latency = 0.1, availability = 100): Signal[] => [
  signal([name, 'latency'], 0.1, latency),
  signal([name, 'availability'], 100, availability),
  signal([name, 'requests'], 100),
];

const shop = calls('web>cart>db', 'web>search');

const slowDatabase = incident({
  dependencies: shop,
  signals: [...node('web', 0.3), ...node('cart', 0.3), ...node('db', 0.3), ...node('search')],
});

describe('where a loss ends', () => {
  it('follows slow answers down to the one that none of its dependencies explains', () => {
    const { causes, symptom } = rankCauses(slowDatabase);
    expect(symptom.real).toBe(true);
    expect(causes[0]).toMatchObject({ node: 'db', path: ['web', 'cart', 'db'] });
    expect(causes[0]?.confidence).toBeGreaterThan(0.8);
    expect(causes[0]?.chain.map(({ says }) => says)).toContain(
      'The latency of db: 300 ms at worst, 100 ms usually.',
    );
  });

  it('follows failures likewise', () => {
    const verdict = rankCauses(
      incident({
        symptom: { node: 'web', role: 'availability', at: ALARM },
        dependencies: shop,
        signals: [...node('web', 0.1, 80), ...node('cart', 0.1, 80), ...node('db'), ...node('search')],
      }),
    );
    expect(verdict.causes[0]?.node).toBe('cart');
    expect(verdict.ruledOut.map(({ subject }) => subject)).toEqual(['db', 'search']);
  });

  it('names the alarming node itself when all it depends on is as usual', () => {
    const signals = [...node('web', 0.3), ...node('cart'), ...node('db'), ...node('search')];
    expect(rankCauses(incident({ dependencies: shop, signals })).causes[0]?.node).toBe('web');
  });
});

describe('when nothing is wrong', () => {
  it('names no cause', () => {
    const signals = [...node('web'), ...node('cart'), ...node('db'), ...node('search')];
    const verdict = rankCauses(incident({ dependencies: shop, signals }));
    expect(verdict.causes).toEqual([]);
    expect(verdict.symptom.real).toBe(false);
    expect(verdict.symptom.reading.says).toContain('within what is usual');
  });

  it('names no cause for a change alone', () => {
    const change = { id: 'd1', node: 'cart', at: ALARM - 2 * MINUTE, says: 'cart 1.2 was deployed' };
    const signals = [...node('web'), ...node('cart')];
    expect(rankCauses(incident({ dependencies: shop, signals, changes: [change] })).causes).toEqual([]);
  });
});
