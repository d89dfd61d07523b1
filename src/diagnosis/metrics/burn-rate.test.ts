import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BURN_WINDOWS, burnRateOf, judgeBurn } from './burn-rate.ts';

const promise = { target: 0.999, days: 30 };
const LENGTHS = [5, 30, 60, 120, 360, 1440, 4320];
const everywhere = (share: number | null) => LENGTHS.map((minutes) => ({ minutes, share }));

describe('the burn rate', () => {
  test('is 1 when errors come exactly as fast as promised, and unknown without data or with an impossible promise', () => {
    expect(burnRateOf(0.001, promise)).toBeCloseTo(1);
    expect(burnRateOf(0.0144, promise)).toBeCloseTo(14.4);
    for (const target of [1, 0, 1.5, Number.NaN]) expect(burnRateOf(0.1, { target })).toBeNull();
    expect(burnRateOf(null, promise)).toBeNull();
    expect(burnRateOf(Number.NaN, promise)).toBeNull();
  });

  test('pages for the workbook’s outage: 2 % of the budget gone in an hour', () => {
    const report = judgeBurn(promise, { shares: everywhere(0.02), spent: 0.0005 });
    expect(report).toMatchObject({ severity: 'page', rate: expect.closeTo(20) as number });
    expect(report.budgetLeft).toBeCloseTo(0.5);
    expect(report.hoursLeft).toBeCloseTo((0.5 * 720) / 20);
  });

  test.each([
    ['a spike that is over', { fiveMinutes: 0, hour: 0.05 }],
    ['a spike that has only begun', { fiveMinutes: 0.05, hour: 0.001 }],
  ])('does not page for %s', (_, { fiveMinutes, hour }) => {
    const shares = [
      { minutes: 5, share: fiveMinutes },
      { minutes: 60, share: hour },
    ];
    expect(judgeBurn(promise, { shares, spent: 0.0001 }).severity).toBe('none');
  });

  test('a slow leak is a ticket', () => {
    expect(judgeBurn(promise, { shares: everywhere(0.002), spent: 0.0002 })).toMatchObject({
      severity: 'ticket',
    });
    expect(judgeBurn(promise, { shares: everywhere(0.004), spent: 0.0002 }).readings[2]).toMatchObject({
      burning: true,
      threshold: 3,
    });
  });

  test('what was not measured is not known', () => {
    const blind = judgeBurn(promise, { shares: everywhere(null), spent: null });
    expect(blind).toMatchObject({ severity: 'unknown', rate: null, budgetLeft: null, hoursLeft: null });
    expect(judgeBurn(promise, { shares: [], spent: 0.0001 })).toMatchObject({ severity: 'unknown' });
  });

  test('an overspent budget has no hours left; one that lasts has no end', () => {
    expect(judgeBurn(promise, { shares: everywhere(0.01), spent: 0.002 })).toMatchObject({
      budgetLeft: expect.closeTo(-1) as number,
      hoursLeft: 0,
    });
    expect(judgeBurn(promise, { shares: everywhere(0.0001), spent: 0.0001 })).toMatchObject({
      severity: 'none',
      hoursLeft: null,
    });
  });

  test('more errors never make it less urgent', () => {
    const order = ['unknown', 'none', 'ticket', 'page'];
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const severityOf = (one: number) =>
          judgeBurn(promise, { shares: everywhere(one), spent: one }).severity;
        expect(order.indexOf(severityOf(high))).toBeGreaterThanOrEqual(order.indexOf(severityOf(low)));
      }),
    );
    expect(BURN_WINDOWS.map(({ threshold }) => threshold)).toEqual([14.4, 6, 3, 1]);
  });
});
