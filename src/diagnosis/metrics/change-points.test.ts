import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChangePoints } from './change-points.ts';
import { HOUR, MINUTE, noise, oddSeries, seriesOf } from './testing.ts';

const anySeries = fc.nat().map(oddSeries);

describe('a change of the level', () => {
  it('is found where it is, with both levels', () => {
    const series = seriesOf(200, (index) => (index < 120 ? 50 : 80) + noise(index), MINUTE);
    const [change, ...others] = findChangePoints(series);
    expect(others).toEqual([]);
    expect(change?.at).toBe(120 * MINUTE);
    expect(change?.before).toBeCloseTo(50, 0);
    expect(change?.after).toBeCloseTo(80, 0);
  });

  it('and back are two', () => {
    const series = seriesOf(300, (index) => (index >= 100 && index < 180 ? 9 : 1) + noise(index) / 4, MINUTE);
    expect(findChangePoints(series).map(({ at }) => at / MINUTE)).toEqual([100, 180]);
  });

  it('is found in a daily rhythm', () => {
    const rhythm = (index: number): number => 10 * Math.sin((2 * Math.PI * index) / 24) + noise(index);
    const series = seriesOf(24 * 10, (index) => rhythm(index) + (index < 130 ? 0 : 25), HOUR);
    expect(findChangePoints(series).map(({ at }) => at / HOUR)).toEqual([expect.closeTo(130, -0.5)]);
  });

  it.each<[string, (index: number) => number]>([
    ['noise', noise],
    ['a constant', () => 3],
    ['one outlier', (index) => (index === 77 ? 1000 : noise(index))],
    ['a steady slope', (index) => index + noise(index)],
    ['a daily rhythm', (index) => 10 * Math.sin((2 * Math.PI * index) / 48) + noise(index)],
  ])('%s has none', (_, valueAt) => {
    expect(findChangePoints(seriesOf(300, valueAt, 30 * MINUTE))).toEqual([]);
  });

  it('of a constant without noise is found', () => {
    expect(findChangePoints(seriesOf(60, (index) => (index < 30 ? 1 : 2)))).toMatchObject([
      { before: 1, after: 2 },
    ]);
  });

  it('lies within any series, in order', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const times = findChangePoints(series).map(({ at }) => at);
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times.every((at) => at >= 0 && at <= (series.at(-1)?.at ?? 0))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
