import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsOf, ratesOfCounter, thinned } from './points.ts';
import { oddSeries, seriesOf } from './testing.ts';

const anySeries = fc.nat().map(oddSeries);

describe('points', () => {
  it('are what is there, in the order of time, the last of several at one time', () => {
    const series = [
      { at: 3, value: 30 },
      { at: 1, value: null },
      { at: 2, value: NaN },
      { at: 1, value: 10 },
      { at: 3, value: 31 },
      { at: NaN, value: 1 },
    ];
    expect(pointsOf(series)).toEqual([
      { at: 1, value: 10 },
      { at: 3, value: 31 },
    ]);
  });

  it('are thinned to their middles without leaving the span', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 4, max: 50 }), (series, count) => {
        const points = pointsOf(series);
        const few = thinned(points, count);
        expect(few.length).toBeLessThanOrEqual(Math.min(count, points.length));
        expect(few.every(({ at }, index) => at >= (few[index - 1]?.at ?? -Infinity))).toBe(true);
      }),
    );
  });
});

describe('a counter', () => {
  it('becomes its rate a second, over holes and restarts', () => {
    const values = [100, 160, null, 280, 30, 90];
    const rates = ratesOfCounter(seriesOf(values.length, (index) => values[index] ?? null, 60_000));
    expect(rates.map(({ value }) => value)).toEqual([1, 1, 0.5, 1]);
  });
});
