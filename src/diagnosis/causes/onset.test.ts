import { describe, expect, it } from 'vitest';
import { findOnset } from './onset.ts';

const START = Date.UTC(2026, 0, 10, 8);
const STEP = 180_000;

/** One value every three minutes, with ripples that are the same on every run. */
const series = (values: readonly number[]) =>
  values.map((value, place) => ({
    at: START + place * STEP,
    value: value * (1 + (((place * 7) % 3) - 1) * 0.01),
  }));
const flat = (length: number, value: number): number[] => Array.from({ length }, () => value);
const placeOf = (at: number | undefined): number => ((at ?? NaN) - START) / STEP;

describe('the beginning of a trouble', () => {
  it('is where a level was left', () => {
    expect(placeOf(findOnset(series([...flat(80, 0.2), ...flat(20, 0.9)]), 'latency'))).toBe(80);
  });

  it('is the first step of a climb in several', () => {
    const climb = [...flat(60, 0.2), ...flat(12, 0.5), ...flat(12, 0.8), ...flat(12, 1.1), ...flat(12, 1.4)];
    expect(placeOf(findOnset(series(climb), 'latency'))).toBe(60);
  });

  it('is not that of an earlier trouble that was over', () => {
    const twice = [...flat(40, 0.2), ...flat(10, 0.9), ...flat(40, 0.2), ...flat(10, 0.9)];
    expect(placeOf(findOnset(series(twice), 'latency'))).toBe(90);
  });

  it('is not there where nothing changed', () => {
    expect(findOnset(series(flat(100, 0.2)), 'latency')).toBeUndefined();
  });
});
