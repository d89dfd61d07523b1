import type { Point } from './points.ts';
import { thinned } from './points.ts';
import { median, neighbourCorrelation, quantileOfSorted } from '../statistics.ts';

/** Pairs grow with the square of the points. */
const MOST_POINTS = 160;
const FEWEST_POINTS = 4;
/** How sure the bounds are, in standard deviations: 90 %. */
const SURE = 1.645;
const MOST_ALIKE = 0.98;

/** A straight line through a series that outliers do not bend. */
export interface Trend {
  /** Change a millisecond, and the bounds within which it lies in nine of ten cases. */
  slope: number;
  lowest: number;
  highest: number;
  /** When the first point was. */
  since: number;
  /** The line's value at a time. */
  valueAt: (at: number) => number;
  /** What the points are off the line, in order. */
  residuals: number[];
}

/**
 * The line by Theil and Sen (the middle of the slopes of all pairs), with the bounds of Kendall's test; neighbours that are alike
 * count for less. Nothing of fewer than four points.
 */
export function findTrend(points: readonly Point[]): Trend | undefined {
  const few = thinned(points, MOST_POINTS);
  const slopes = slopesOf(few);
  if (few.length < FEWEST_POINTS || slopes.length === 0) return undefined;
  const slope = quantileOfSorted(slopes, 0.5);
  const origin = few[0]?.at ?? 0;
  const level = median(few.map(({ at, value }) => value - slope * (at - origin)));
  const valueAt = (at: number): number => level + slope * (at - origin);
  const residuals = few.map(({ at, value }) => value - valueAt(at));
  const margin = marginOf(few.length, neighbourCorrelation(residuals));
  return {
    slope,
    lowest: quantileOfSorted(slopes, 0.5 - margin),
    highest: quantileOfSorted(slopes, 0.5 + margin),
    since: origin,
    valueAt,
    residuals,
  };
}

function slopesOf(points: readonly Point[]): number[] {
  const slopes: number[] = [];
  points.forEach((later, place) => {
    for (const earlier of points.slice(0, place)) {
      if (later.at > earlier.at) slopes.push((later.value - earlier.value) / (later.at - earlier.at));
    }
  });
  return slopes.sort((a, b) => a - b);
}

/** How far from the middle of the ordered slopes the bounds lie, as a share of their number. */
function marginOf(count: number, alike: number): number {
  const r = Math.max(0, Math.min(MOST_ALIKE, alike));
  const variance = ((count * (count - 1) * (2 * count + 5)) / 18) * ((1 + r) / (1 - r));
  return Math.min(0.5, (SURE * Math.sqrt(variance)) / (count * (count - 1)));
}
