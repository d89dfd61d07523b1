import { expect, test } from 'vitest';
import { median, percentile } from './stats.ts';

test('percentiles are samples, by nearest rank', () => {
  const samples = [5, 1, 4, 2, 3];
  expect(median(samples)).toBe(3);
  expect(percentile(samples, 0.95)).toBe(5);
  expect(percentile([7], 0.5)).toBe(7);
});

test('nothing measured is not a number', () => {
  expect(median([])).toBeNaN();
});
