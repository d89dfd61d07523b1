import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastSaturation } from './saturation.ts';
import { HOUR, noise, oddSeries, seriesOf } from './testing.ts';

const anySeries = fc.nat().map(oddSeries);

describe('when a limit is reached', () => {
  it('is a time between two others', () => {
    const forecast = forecastSaturation(
      seriesOf(200, (index) => 20 + 0.2 * index + noise(index), HOUR),
      90,
    );
    if (forecast.kind !== 'saturates') throw new Error(forecast.kind);
    expect(forecast.at / HOUR).toBeCloseTo(350, -1);
    expect(forecast.perHour).toBeCloseTo(0.2, 1);
    expect(forecast.earliest).toBeLessThan(forecast.at);
    expect(forecast.latest).toBeGreaterThan(forecast.at);
    expect(((forecast.latest ?? Infinity) - forecast.earliest) / HOUR).toBeLessThan(40);
  });

  it('is found downwards, and with a daily rhythm', () => {
    const left = (index: number): number => 500 - index + 10 * Math.sin((2 * Math.PI * index) / 24);
    const forecast = forecastSaturation(seriesOf(240, left, HOUR), 0);
    if (forecast.kind !== 'saturates') throw new Error(forecast.kind);
    expect(Math.abs(forecast.at / HOUR - 500)).toBeLessThan(15);
  });

  it('counts from the last clean-up on, outliers or not', () => {
    const used = (index: number): number => (index === 150 ? 1000 : 0) + ((index % 120) + 1) / 2;
    const forecast = forecastSaturation(seriesOf(180, used, HOUR), 100);
    if (forecast.kind !== 'saturates') throw new Error(forecast.kind);
    expect(Math.abs(forecast.at / HOUR - 319)).toBeLessThan(10);
  });

  it('follows the pace of late where it has changed', () => {
    const series = seriesOf(200, (index) => (index < 80 ? 10 : 10 + (index - 80) / 2), HOUR);
    const forecast = forecastSaturation(series, 100);
    if (forecast.kind !== 'saturates') throw new Error(forecast.kind);
    expect(Math.abs(forecast.at / HOUR - 260)).toBeLessThan(12);
  });
});

describe('when it cannot be said, it says why', () => {
  it.each<[string, number, (index: number) => number | null]>([
    ['no-trend', 200, (index) => 50 + noise(index)],
    ['no-trend', 200, () => 50],
    ['receding', 200, (index) => 50 - index / 10 + noise(index)],
    ['too-little-data', 6, (index) => index],
    ['too-little-data', 200, (index) => (index % 40 === 0 ? index : null)],
    ['not-soon', 100, (index) => 1 + index / 1000],
    ['saturated', 200, (index) => Math.min(100, 20 + index)],
  ])('%s', (kind, length, valueAt) => {
    expect(forecastSaturation(seriesOf(length, valueAt, HOUR), 100).kind).toBe(kind);
  });

  it('does not take the rise of one day for a trend', () => {
    const wave = seriesOf(60, (index) => 10 * Math.sin((2 * Math.PI * index) / 48) + noise(index), HOUR / 2);
    expect(forecastSaturation(wave, 200).kind).not.toBe('saturates');
  });

  it('gives no time for a limit that is no number', () => {
    const rising = seriesOf(200, (index) => index, HOUR);
    for (const limit of [NaN, Infinity, -Infinity])
      expect(forecastSaturation(rising, limit).kind).toBe('no-trend');
  });

  it('knows since when it is saturated', () => {
    const forecast = forecastSaturation(
      seriesOf(200, (index) => Math.min(100, 20 + index), HOUR),
      100,
    );
    expect(forecast).toEqual({ kind: 'saturated', since: 80 * HOUR });
  });

  it('never gives a time before the last value, or a time outside its bounds', () => {
    fc.assert(
      fc.property(anySeries, fc.double({ min: -1000, max: 1000, noNaN: true }), (series, limit) => {
        const forecast = forecastSaturation(series, limit);
        if (forecast.kind !== 'saturates') return;
        expect(forecast.earliest).toBeLessThanOrEqual(forecast.at);
        expect(forecast.latest ?? Infinity).toBeGreaterThanOrEqual(forecast.at);
      }),
      { numRuns: 50 },
    );
  });
});
