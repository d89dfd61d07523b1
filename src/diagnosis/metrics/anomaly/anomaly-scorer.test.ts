import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sample } from '../../sample.ts';
import { noise, oddSeries, seriesOf } from '../testing.ts';
import { ANOMALY_THRESHOLD, createAnomalyScorer, scoreSeries } from './anomaly-scorer.ts';

const anySeries = fc.nat().map(oddSeries);

const anomalies = (samples: readonly Sample[]): number[] =>
  scoreSeries(samples).flatMap(({ score }, index) => (score >= ANOMALY_THRESHOLD ? [index] : []));

describe('what holds for every series', () => {
  it('gives one score in [0,1] a value', () => {
    fc.assert(
      fc.property(anySeries, (samples) => {
        const scores = scoreSeries(samples);
        expect(scores).toHaveLength(samples.length);
        expect(scores.every(({ score }) => score >= 0 && score <= 1)).toBe(true);
      }),
    );
  });

  it('scores value by value as it scores the whole', () => {
    fc.assert(
      fc.property(anySeries, (samples) => {
        const scorer = createAnomalyScorer();
        expect(samples.map((sample) => scorer.push(sample))).toEqual(scoreSeries(samples));
      }),
    );
  });

  it('never looks ahead: the scores of a beginning are the beginning of the scores', () => {
    fc.assert(
      fc.property(anySeries, fc.nat(400), (samples, length) => {
        expect(scoreSeries(samples.slice(0, length))).toEqual(scoreSeries(samples).slice(0, length));
      }),
    );
  });

  it('scores a missing value 0', () => {
    fc.assert(
      fc.property(anySeries, (samples) => {
        const scores = scoreSeries(samples);
        const missing = samples.flatMap(({ value }, index) => (Number.isFinite(value ?? NaN) ? [] : [index]));
        expect(missing.every((index) => scores[index]?.score === 0)).toBe(true);
      }),
    );
  });
});

describe('what people would call an anomaly', () => {
  const day = 288;
  const daily = (index: number): number => 50 + 20 * Math.sin((2 * Math.PI * index) / day) + noise(index);
  const at = 8 * day;

  it.each<[string, (index: number) => number | null, number]>([
    ['a spike', (index) => (index === at ? 140 : daily(index)), 0],
    ['a drop to nothing', (index) => (index >= at && index < at + 40 ? 0 : daily(index)), 2],
    ['a shift of the level', (index) => daily(index) + (index >= at ? 60 : 0), 2],
    [
      'a peak of the day that does not come',
      (index) => (index >= at && index < at + 140 ? 50 + noise(index) : daily(index)),
      80,
    ],
    ['unrest', (index) => daily(index) + (index >= at ? 15 * noise(index) : 0), 20],
  ])('%s is seen soon', (_, valueAt, within) => {
    const found = anomalies(seriesOf(11 * day, valueAt)).filter((index) => index >= at);
    expect(found[0]).toBeLessThanOrEqual(at + within);
  });

  it('says little of an ordinary fortnight, and tells one event once', () => {
    const ordinary = seriesOf(14 * day, daily);
    expect(anomalies(ordinary).filter((index) => index > 2 * day).length).toBeLessThanOrEqual(6);
    const shifted = seriesOf(14 * day, (index) => daily(index) + (index >= at ? 60 : 0));
    expect(anomalies(shifted).filter((index) => index >= at && index < at + day).length).toBeLessThanOrEqual(
      6,
    );
  });

  it('is silent on a constant, and not on its end', () => {
    expect(anomalies(seriesOf(2000, () => 45))).toEqual([]);
    expect(anomalies(seriesOf(2000, (index) => (index < 1500 ? 0.1 : 0.2)))[0]).toBe(1500);
  });

  it('is silent on a cycle without noise, whatever its unit', () => {
    const cycle = seriesOf(10 * day, (index) => (index % day < 100 ? 1e12 + 0.1 : 3e11 + 0.7));
    expect(anomalies(cycle).filter((index) => index > 2 * day)).toEqual([]);
  });

  it('says in which way a value stands out', () => {
    const scores = scoreSeries(seriesOf(9 * day, (index) => (index === at ? 140 : daily(index))));
    expect(scores[at]?.reason).toMatch(/never seen|far from/);
  });

  it('works as well in another unit', () => {
    const samples = seriesOf(9 * day, (index) => (index === at ? 140 : daily(index)));
    const scaled = samples.map((sample) => ({ at: sample.at, value: (sample.value ?? 0) * 2 ** 30 }));
    expect(scoreSeries(scaled)).toEqual(scoreSeries(samples));
  });
});
