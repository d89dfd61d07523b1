import type { Sample } from '../sample.ts';
import type { Point } from './points.ts';
import { pointsOf, thinned, valuesOf } from './points.ts';
import { average, median, outerSpread, spread } from '../statistics.ts';
import { seasonalityOf, withoutSeason } from './seasonality.ts';
import { findTrend } from './trend.ts';

const MOST_POINTS = 400;
const FEWEST_EACH_SIDE = 6;
/** A shift is this many usual distances, and this many standard errors, or it is none. */
const CLEAR_DISTANCE = 2.5;
const CLEAR_ERRORS = 6;
/** A step must leave this much less unexplained than a straight line does. */
const BETTER_THAN_A_LINE = 0.8;

/** A time at which the level of a series changed and stayed. */
export interface ChangePoint {
  /** The first time with the new level. */
  at: number;
  /** The usual values on both sides, up to the neighbouring changes. */
  before: number;
  after: number;
  /** How many times what is usual between values the shift is. */
  size: number;
}

/** The times at which the level of a series changed and stayed, in order; single outliers, a rhythm and a steady slope are none. */
export function findChangePoints(series: readonly Sample[]): ChangePoint[] {
  return changePointsOf(pointsOf(series));
}

/** As `findChangePoints`, of points. */
export function changePointsOf(points: readonly Point[]): ChangePoint[] {
  const level = levelled(points);
  const season = seasonalityOf(level);
  const few = thinned(season ? withoutSeason(points, season.periodMs, level) : points, MOST_POINTS);
  const values = smoothed(valuesOf(few));
  const cuts = keptCuts(values, possibleCuts(values, 0, noiseOf(values)));
  return cuts.flatMap((cut, index) => {
    const before = valuesOf(few.slice(cuts[index - 1] ?? 0, cut));
    const after = valuesOf(few.slice(cut, cuts[index + 1] ?? few.length));
    const size = sizeOf(before, after);
    const at = few[cut]?.at;
    if (at === undefined || size < CLEAR_DISTANCE) return [];
    return [{ at, before: median(before), after: median(after), size }];
  });
}

/** The points with both sides of the largest shift on one level: a rhythm shows through a shift. */
function levelled(points: readonly Point[]): Point[] {
  const { cut } = bestCut(valuesOf(points));
  const [before, after] = [median(valuesOf(points.slice(0, cut))), median(valuesOf(points.slice(cut)))];
  return points.map(({ at, value }, index) => ({ at, value: value - (index < cut ? before : after) }));
}

/** Each value as the middle of it and its neighbours, so that a single outlier does not count. */
function smoothed(values: readonly number[]): number[] {
  return values.map((value, index) => median([...values.slice(Math.max(0, index - 1), index + 2), value]));
}

/** The usual distance from the middle; where most values are equal, what the rest says. */
const distanceIn = (values: readonly number[]): number => spread(values) || outerSpread(values);

/** What values differ from their neighbours by. */
function noiseOf(values: readonly number[]): number {
  return distanceIn(values.slice(1).map((value, index) => value - (values[index] ?? value)));
}

/** Places where the two sides differ most, then each side anew: more than will be kept. */
function possibleCuts(values: readonly number[], offset: number, noise: number): number[] {
  const { cut, gain } = bestCut(values);
  if (cut === 0 || Math.sqrt(gain) <= CLEAR_ERRORS * noise) return [];
  return [
    ...possibleCuts(values.slice(0, cut), offset, noise),
    offset + cut,
    ...possibleCuts(values.slice(cut), offset + cut, noise),
  ];
}

/** The cut with the largest gain: how much less the values vary around two middles than around one. */
function bestCut(values: readonly number[]): { cut: number; gain: number } {
  const total = values.reduce((sum, value) => sum + value, 0);
  const count = values.length;
  let sum = values.slice(0, FEWEST_EACH_SIDE - 1).reduce((all, value) => all + value, 0);
  let best = { cut: 0, gain: 0 };
  for (let cut = FEWEST_EACH_SIDE; cut <= count - FEWEST_EACH_SIDE; cut += 1) {
    sum += values[cut - 1] ?? 0;
    const gap = sum / cut - (total - sum) / (count - cut);
    const gain = gap ** 2 * ((cut * (count - cut)) / count);
    if (gain > best.gain) best = { cut, gain };
  }
  return best;
}

/** Lets the least clear cut go until all that are left are steps between the levels on their two sides. */
function keptCuts(values: readonly number[], cuts: readonly number[]): number[] {
  const weighed = cuts.map((cut, index) => {
    const start = cuts[index - 1] ?? 0;
    const part = values.slice(start, cuts[index + 1] ?? values.length);
    return {
      cut,
      size: sizeOf(values.slice(start, cut), values.slice(cut, start + part.length)),
      step: isStep(part, cut - start),
    };
  });
  const doubtful = weighed.filter(({ step }) => !step);
  if (doubtful.length === 0) return [...cuts];
  const least = doubtful.reduce((a, b) => (b.size < a.size ? b : a));
  return keptCuts(
    values,
    cuts.filter((cut) => cut !== least.cut),
  );
}

function isStep(values: readonly number[], cut: number): boolean {
  const before = values.slice(0, cut);
  const after = values.slice(cut);
  const size = sizeOf(before, after);
  const errors = size / Math.sqrt(1 / before.length + 1 / after.length);
  return size >= CLEAR_DISTANCE && errors >= CLEAR_ERRORS && beatsALine(values, before, after);
}

/** The distance of the two middles in usual distances within the sides. */
function sizeOf(before: readonly number[], after: readonly number[]): number {
  const gap = Math.abs(median(after) - median(before));
  const noise = Math.max(distanceIn(before), distanceIn(after));
  if (gap === 0) return 0;
  return gap / Math.max(noise, gap / 1000);
}

function beatsALine(values: readonly number[], before: readonly number[], after: readonly number[]): boolean {
  const line = findTrend(values.map((value, at) => ({ at, value })));
  const off = (side: readonly number[]): number => {
    const middle = median(side);
    return side.reduce((sum, value) => sum + Math.abs(value - middle), 0);
  };
  if (!line) return true;
  const offLine = average(values.map((value, at) => Math.abs(value - line.valueAt(at)))) * values.length;
  return off(before) + off(after) < BETTER_THAN_A_LINE * offLine;
}
