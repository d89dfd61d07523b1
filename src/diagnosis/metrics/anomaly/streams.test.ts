import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noise } from '../testing.ts';
import { createAnomalyScorer } from './anomaly-scorer.ts';
import { createDailyHabit } from './daily-habit.ts';
import { createNearestShape } from './nearest-shape.ts';
import { createNearestValue } from './nearest-value.ts';
import { createRecordMemory } from './record-memory.ts';
import { createDelay, createRunningDeviation, createRunningMean } from './running-mean.ts';
import { createRunningMedian } from './running-median.ts';

const numbers = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 60 });
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('what follows a series', () => {
  it('gives the middle, the mean and the deviation of the last values', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 9 }), (values, width) => {
        const follow = [
          createRunningMedian(width),
          createRunningMean(width),
          createRunningDeviation(width),
        ] as const;
        values.forEach((value, index) => {
          const last = values.slice(Math.max(0, index + 1 - width), index + 1);
          const sorted = last.toSorted((a, b) => a - b);
          expect(follow[0](value)).toBe(sorted[sorted.length >> 1]);
          expect(follow[1](value)).toBeCloseTo(mean(last), 9);
          expect(follow[2](value) ** 2).toBeCloseTo(mean(last.map((one) => (one - mean(last)) ** 2)), 6);
        });
      }),
    );
  });

  it('gives values back later', () => {
    const delay = createDelay(2);
    expect([1, 2, 3, 4].map(delay)).toEqual([1, 1, 1, 2]);
  });

  it('knows how far a value is from every second one before the last', () => {
    const nearest = createNearestValue();
    expect([10, 11, 20, 50, 14, 50].map(nearest)).toEqual([0, 0, 10, 40, 4, 30]);
  });

  it('knows a course that was there before from one that was not', () => {
    const nearest = createNearestShape();
    const wave = (index: number): number => Math.sin((2 * Math.PI * index) / 128);
    const distances = Array.from({ length: 1280 }, (_, index) => nearest(index < 1152 ? wave(index) : 0));
    expect(distances.slice(0, 128).every((distance) => distance === 0)).toBe(true);
    expect(Math.max(...distances.slice(400, 1152))).toBeLessThan(0.6);
    expect(distances[1279]).toBeGreaterThan(0.6);
  });

  it('compares a value with its time of day', () => {
    const compare = createDailyHabit();
    const gaps = Array.from({ length: 24 * 5 }, (_, hour) =>
      compare(hour * 3_600_000, hour === 100 ? 70 : hour % 24),
    );
    expect(gaps.slice(48, 100).every(({ gap }) => gap === 0)).toBe(true);
    expect(gaps[100]?.gap).toBe(70 - (100 % 24));
  });

  it('counts a record by how much it exceeds the fading one before', () => {
    const excessOf = createRecordMemory();
    for (let index = 0; index < 200; index += 1) excessOf(1, 1);
    expect(excessOf(2, 2)).toBeCloseTo(0.5, 2);
    expect(excessOf(2, 2)).toBeLessThan(0.001);
    expect(excessOf(1, 2)).toBe(0);
  });
});

it('remembers no more of a long series than of a short one', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const scorer = createAnomalyScorer();
  const heapAfter = (from: number, to: number): number => {
    for (let index = from; index < to; index += 1)
      scorer.push({ at: index * 60_000, value: 1e6 * noise(index) });
    collect();
    return process.memoryUsage().heapUsed;
  };
  const short = heapAfter(0, 25_000);
  expect(heapAfter(25_000, 75_000) - short).toBeLessThan(200_000);
});
