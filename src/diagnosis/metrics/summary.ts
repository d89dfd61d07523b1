import type { Sample } from '../sample.ts';
import { changePointsOf } from './change-points.ts';
import type { Point } from './points.ts';
import { pointsOf, stepOf, valuesOf } from './points.ts';
import { median, quantile } from '../statistics.ts';
import type { Seasonality } from './seasonality.ts';
import { seasonalityOf, withoutSeason } from './seasonality.ts';

const FEWEST_POINTS = 8;
/** "Now" is the middle of this many values. */
const NOW = 3;
/** Outside by more than this share of the usual range is unusual. */
const MARGIN = 0.5;

/** What people ask of a series: what was usual, what is it now, since when. */
export interface SeriesSummary {
  points: number;
  /** The share of the expected values that are missing, in [0,1]. */
  missing: number;
  /** What nine of ten values lay between before the present, and their middle. */
  usual: { low: number; middle: number; high: number };
  now: number;
  state: 'usual' | 'higher' | 'lower';
  /** Since when it has been as it is, when that is not usual. */
  since?: number;
  constant: boolean;
  season?: Seasonality;
}

/** Says what was usual, what is now and since when; nothing of fewer than eight values. */
export function summariseSeries(series: readonly Sample[]): SeriesSummary | undefined {
  const points = pointsOf(series);
  if (points.length < FEWEST_POINTS) return undefined;
  const season = seasonalityOf(points);
  const level = season ? withoutSeason(points, season.periodMs) : points;
  const changed = changePointsOf(points).at(-1)?.at;
  const before = level.filter(({ at }) => at < (changed ?? points.at(-NOW)?.at ?? Infinity));
  const values = valuesOf(points);
  return {
    points: points.length,
    missing: missingOf(points),
    usual: usualOf(before),
    now: median(values.slice(-NOW)),
    ...stateOf(before, level.slice(before.length), changed),
    constant: values.every((value) => value === values[0]),
    ...(season && { season }),
  };
}

function usualOf(points: readonly Point[]): SeriesSummary['usual'] {
  const values = valuesOf(points);
  return { low: quantile(values, 0.05), middle: median(values), high: quantile(values, 0.95) };
}

function missingOf(points: readonly Point[]): number {
  const span = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0);
  const expected = Math.round(span / Math.max(1, stepOf(points))) + 1;
  return Math.max(0, 1 - points.length / expected);
}

/** Whether the latest values lie outside what was usual, and since when without a break. */
function stateOf(
  before: readonly Point[],
  after: readonly Point[],
  changed: number | undefined,
): Pick<SeriesSummary, 'state' | 'since'> {
  const { low, middle, high } = usualOf(before);
  const margin = MARGIN * (high - low);
  const now = median(valuesOf(after.slice(-NOW)));
  const isOutside = (value: number): boolean => value > high + margin || value < low - margin;
  if (!isOutside(now)) return { state: 'usual' };
  const points = [...before, ...after];
  const inside = points.findLastIndex(({ value }) => !isOutside(value));
  return { state: now > middle ? 'higher' : 'lower', since: changed ?? points[inside + 1]?.at };
}
