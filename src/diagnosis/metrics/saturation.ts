import type { Sample } from '../sample.ts';
import type { Point } from './points.ts';
import { pointsOf, stepOf, valuesOf } from './points.ts';
import { average, median, quantile } from '../statistics.ts';
import { seasonalityOf, withoutSeason } from './seasonality.ts';
import type { Trend } from './trend.ts';
import { findTrend } from './trend.ts';

const FEWEST_POINTS = 12;
/** A forecast reaches this many times as far ahead as its trend reaches back. */
const REACH = 5;
/** As much more left after one step, in usual steps and as a share of the way to the limit, begins a new course. */
const BREAK_STEPS = 12;
const BREAK_SHARE = 0.1;
const SURE = 1.645;
/** A line that is off by less than this share of what another is off is clearly better. */
const CLEARLY = 0.4;
/** Off the line by the largest of this share of its distances a series may touch its limit early. */
const SWING = 0.97;

/** When a series reaches its limit, or why that cannot be said. */
export type SaturationForecast =
  | { kind: 'saturates'; at: number; earliest: number; latest: number | undefined; perHour: number }
  | { kind: 'not-soon'; notBefore: number; perHour: number }
  | { kind: 'saturated'; since: number }
  | { kind: 'receding'; perHour: number }
  | { kind: 'no-trend' }
  | { kind: 'too-little-data'; points: number; needed: number };

/**
 * When a series reaches `limit`, from below or from above, if it goes on as since its last sudden relief: a time between two
 * others in about nine of ten cases (`latest` is undefined when it may never be).
 */
export function forecastSaturation(series: readonly Sample[], limit: number): SaturationForecast {
  const points = pointsOf(series);
  if (points.length < FEWEST_POINTS) return tooLittle(points.length);
  if (!Number.isFinite(limit)) return { kind: 'no-trend' };
  const towards = Math.sign(limit - median(valuesOf(points.slice(0, FEWEST_POINTS)))) || 1;
  const ways = points.map(({ at, value }) => ({ at, value: towards * (limit - value) }));
  const since = saturatedSince(ways);
  if (since !== undefined) return { kind: 'saturated', since };
  const course = lastCourse(ways);
  if (course.length < FEWEST_POINTS) return tooLittle(course.length);
  const season = seasonalityOf(course);
  const steady = season ? withoutSeason(course, season.periodMs) : course;
  const trend = presentTrend(steady);
  if (!trend) return { kind: 'no-trend' };
  const swing = quantile(
    course.map(({ at, value }) => Math.abs(value - trend.valueAt(at))),
    SWING,
  );
  return forecast(steady, trend, swing);
}

const tooLittle = (points: number): SaturationForecast => ({
  kind: 'too-little-data',
  points,
  needed: FEWEST_POINTS,
});

/** Since when nothing is left without a break, when that is so now. */
function saturatedSince(ways: readonly Point[]): number | undefined {
  const free = ways.findLastIndex(({ value }) => value > 0);
  return ways[free + 1]?.at;
}

/** What came after the last sudden relief: a clean-up, a resize, a restart. */
function lastCourse(ways: readonly Point[]): Point[] {
  const steps = ways.slice(1).map(({ value }, index) => value - (ways[index]?.value ?? value));
  const usual = quantile(steps.map(Math.abs), 0.9);
  const width = quantile(valuesOf(ways), 0.95);
  const last = steps.findLastIndex((step) => step > Math.max(BREAK_STEPS * usual, BREAK_SHARE * width));
  return ways.slice(last + 1);
}

/** The trend of the whole course, or of its second half where that describes the half clearly better. */
function presentTrend(points: readonly Point[]): Trend | undefined {
  const whole = findTrend(points);
  const half = points.slice(points.length >> 1);
  const recent = half.length >= FEWEST_POINTS ? findTrend(half) : undefined;
  if (!whole || !recent) return whole;
  const off = (trend: Trend): number =>
    median(half.map(({ at, value }) => Math.abs(value - trend.valueAt(at))));
  return off(recent) < CLEARLY * off(whole) ? recent : whole;
}

/** `points` are what is left until the limit, so that a fall to 0 is what is looked for. */
function forecast(points: readonly Point[], trend: Trend, swing: number): SaturationForecast {
  const now = points.at(-1)?.at ?? 0;
  const left = Math.max(0, median(points.slice(-3).map(({ at, value }) => value - trend.slope * (at - now))));
  const [fastest, middle, slowest] = [-trend.lowest, -trend.slope, -trend.highest];
  const perHour = Math.abs(middle) * 3_600_000;
  if (slowest <= 0 && fastest >= 0) return { kind: 'no-trend' };
  if (fastest <= 0) return { kind: 'receding', perHour };
  const reach = REACH * (now - trend.since);
  const at = now + left / middle;
  const wander = Math.hypot(swing, wanderOf(points, trend, Math.min(reach, left / middle)));
  const earliest = now + Math.max(0, left - wander) / fastest;
  if (at - now > reach)
    return { kind: 'not-soon', notBefore: Math.min(at, Math.max(earliest, now + reach / 2)), perHour };
  const latest = now + (left + wander) / slowest;
  return { kind: 'saturates', at, earliest, latest: latest - now > 2 * reach ? undefined : latest, perHour };
}

/** How far the series may have left its line after `ahead`: what its steps add up to if they do not even out. */
function wanderOf(points: readonly Point[], trend: Trend, ahead: number): number {
  const block = Math.max(1, Math.floor(points.length / 24));
  const middles = Array.from({ length: Math.floor(points.length / block) }, (_, index) => {
    const part = points.slice(index * block, (index + 1) * block);
    return average(part.map(({ at, value }) => value - trend.valueAt(at)));
  });
  const steps = middles.slice(1).map((value, index) => value - (middles[index] ?? value));
  const blocks = ahead / Math.max(1, stepOf(points) * block);
  const wandering = Math.max(0, average(steps.map((step) => step ** 2)) - 2 * alternation(steps));
  return SURE * Math.sqrt(wandering * blocks);
}

/** How far neighbouring steps undo each other: what noise around a line does, and a walk does not. */
function alternation(steps: readonly number[]): number {
  return Math.max(0, -average(steps.slice(1).map((step, index) => step * (steps[index] ?? 0))));
}
