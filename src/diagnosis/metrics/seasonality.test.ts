import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointsOf, valuesOf } from './points.ts';
import { spread } from '../statistics.ts';
import { findSeasonality, withoutSeason } from './seasonality.ts';
import { DAY, HOUR, noise, oddSeries, seriesOf } from './testing.ts';

const anySeries = fc.nat().map(oddSeries);

const daily = (index: number): number => 10 * Math.sin((2 * Math.PI * index) / 24) + noise(index);

describe('a rhythm', () => {
  it('is found with its period, in spite of a trend and of holes', () => {
    const series = seriesOf(24 * 6, (index) => (index % 17 === 0 ? null : daily(index) + index), HOUR);
    expect(findSeasonality(series)).toMatchObject({ periodMs: DAY, cycles: 5 });
    expect(findSeasonality(series)?.strength).toBeGreaterThan(0.9);
  });

  it('is the week where days differ', () => {
    const series = seriesOf(
      24 * 35,
      (index) => (Math.floor(index / 24) % 7 < 5 ? 3 : 1) * daily(index),
      HOUR,
    );
    expect(findSeasonality(series)?.periodMs).toBe(7 * DAY);
  });

  it('needs three rounds', () => {
    expect(findSeasonality(seriesOf(24 * 2, daily, HOUR))).toBeUndefined();
  });

  it.each<[string, (index: number) => number]>([
    ['noise', noise],
    ['a constant', () => 4],
    ['a slope', (index) => index / 10 + noise(index)],
    ['a step', (index) => (index < 150 ? 0 : 10) + noise(index)],
  ])('%s has none', (_, valueAt) => {
    expect(findSeasonality(seriesOf(300, valueAt, HOUR))).toBeUndefined();
  });

  it('can be taken off', () => {
    const points = pointsOf(seriesOf(24 * 6, daily, HOUR));
    expect(spread(valuesOf(withoutSeason(points, DAY)))).toBeLessThan(1.5);
  });

  it('has a strength in [0,1] and a period within the series, whatever that is', () => {
    fc.assert(
      fc.property(anySeries, (series) => {
        const found = findSeasonality(series);
        if (!found) return;
        expect(found.strength).toBeGreaterThanOrEqual(0);
        expect(found.strength).toBeLessThanOrEqual(1);
        expect(found.cycles).toBeGreaterThanOrEqual(2);
      }),
    );
  });
});
