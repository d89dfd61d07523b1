import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summariseSeries } from './summary.ts';
import { DAY, HOUR, MINUTE, noise, oddSeries, seriesOf } from './testing.ts';

const anySeries = fc.nat().map(oddSeries);

describe('a summary', () => {
  it('says what was usual, what is now and since when', () => {
    const summary = summariseSeries(seriesOf(200, (index) => (index < 150 ? 10 : 40) + noise(index), MINUTE));
    expect(summary).toMatchObject({ state: 'higher', since: 150 * MINUTE, constant: false, missing: 0 });
    expect(summary?.usual.middle).toBeCloseTo(10, 0);
    expect(summary?.now).toBeGreaterThan(38);
  });

  it('sees what began just now', () => {
    const summary = summariseSeries(seriesOf(200, (index) => (index < 196 ? 10 : 2) + noise(index), MINUTE));
    expect(summary).toMatchObject({ state: 'lower', since: 196 * MINUTE });
  });

  it('calls the peak of the day usual', () => {
    const daily = (index: number): number => 10 * Math.sin((2 * Math.PI * index) / 24) + noise(index);
    expect(summariseSeries(seriesOf(24 * 6 + 7, daily, HOUR))).toMatchObject({
      state: 'usual',
      season: { periodMs: DAY },
    });
  });

  it('counts what is missing, and knows a constant', () => {
    const holes = summariseSeries(seriesOf(100, (index) => (index % 4 === 0 ? null : 7)));
    expect(holes).toMatchObject({ constant: true, state: 'usual', points: 75 });
    expect(holes?.missing).toBeCloseTo(0.25, 1);
  });

  it('reads a long series', () => {
    const summary = summariseSeries(
      seriesOf(200_000, (index) => noise(index) + (index < 150_000 ? 0 : 30), 15_000),
    );
    expect(summary).toMatchObject({ state: 'higher', points: 200_000 });
  });

  it('says nothing of a handful, and never throws', () => {
    expect(summariseSeries(seriesOf(5, () => 1))).toBeUndefined();
    fc.assert(
      fc.property(anySeries, (series) => {
        const summary = summariseSeries(series);
        expect(summary?.missing ?? 0).toBeGreaterThanOrEqual(0);
        expect(summary?.usual.low ?? 0).toBeLessThanOrEqual(summary?.usual.high ?? 0);
      }),
      { numRuns: 50 },
    );
  });
});
