import { describe, expect, test } from 'vitest';
import { createCurve } from './curve.ts';
import { unrestOfFailures, unrestOfWork } from './unrest.ts';
import type { Unrest } from './unrest.ts';

const BLOCK = 3 * 3_600_000;
const MINUTE = 60_000;
const START = Math.ceil(Date.UTC(2026, 10, 20) / BLOCK) * BLOCK;

const minutesOf = (unrest: Unrest): number[] =>
  Array.from({ length: 180 }, (_, slot) => unrest.at(START + slot * MINUTE));
const average = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each([
  ['times of work', unrestOfWork],
  ['failures', unrestOfFailures],
])('the unrest of %s', (_, unrestOf) => {
  test('is none on average, never so far that a counter would run backwards, and the same whenever it is asked for', () => {
    const values = minutesOf(unrestOf('prod/checkout'));
    expect(Math.abs(average(values))).toBeLessThan(0.01);
    expect(Math.min(...values)).toBeGreaterThan(-0.95);
    expect(Math.max(...values)).toBeGreaterThan(0.05);
    expect(minutesOf(unrestOf('prod/checkout'))).toEqual(values);
    expect(minutesOf(unrestOf('prod/cart'))).not.toEqual(values);
  });

  test('adds up over the curve to what it is minute by minute', () => {
    const [unrest, curve] = [unrestOf('prod/checkout'), createCurve('prod/checkout', 1)];
    const grown = (from: number, to: number): number =>
      (unrest.integral(to, curve) - unrest.integral(from, curve)) /
      (curve.integral(to) - curve.integral(from));
    const off = Array.from({ length: 60 }, (__, slot) => {
      const from = START + slot * MINUTE;
      return Math.abs(grown(from, from + MINUTE) - unrest.at(from + 1));
    });
    expect(Math.max(...off)).toBeLessThan(0.05);
    expect(unrest.integral(START + BLOCK, curve)).toBeCloseTo(0, 6);
  });
});

test('times of work are never so far off that a share of requests would fall below none', () => {
  const values = ['cart', 'orders', 'search', 'catalogue'].flatMap((name) => minutesOf(unrestOfWork(name)));
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.34);
});
