import type { Sample } from '../sample.ts';
import type { Point } from './points.ts';
import { pointsOf, stepOf, valuesOf } from './points.ts';
import { average, median } from '../statistics.ts';
import { findTrend } from './trend.ts';

const MOST_CELLS = 1200;
const FEWEST_CYCLES = 3;
const SHORTEST = 4;
/** From this share of the ups and downs that a rhythm explains on, it is one. */
const STRONG = 0.4;
/** A longer rhythm must explain as much more than a shorter one that it holds. */
const BETTER = 0.1;
const MOST_MISSING = 0.3;
const HOUR = 3_600_000;
const NATURAL = [HOUR, 24 * HOUR, 7 * 24 * HOUR];
const NEARLY = 0.05;

interface Grid {
  cells: number[];
  step: number;
}

interface Rhythm {
  /** In steps of the grid. */
  lag: number;
  strength: number;
}

/** A rhythm that a series follows. */
export interface Seasonality {
  periodMs: number;
  /** The share of the ups and downs that it explains, in [0,1]. */
  strength: number;
  /** How often it was seen. */
  cycles: number;
}

/** The rhythm of a series, when one was seen three times and explains enough; a trend is no rhythm. */
export function findSeasonality(series: readonly Sample[]): Seasonality | undefined {
  return seasonalityOf(pointsOf(series));
}

/** As `findSeasonality`, of points. */
export function seasonalityOf(points: readonly Point[]): Seasonality | undefined {
  const grid = gridOf(points);
  if (!grid) return undefined;
  const { cells, step } = grid;
  const longest = Math.floor(cells.length / FEWEST_CYCLES);
  let best: Rhythm | undefined;
  for (const lag of peaksOf(cells, longest)) {
    const strength = explainedBy(cells, lag);
    if (strength >= STRONG && strength > (best ? best.strength + BETTER : 0)) best = { lag, strength };
  }
  if (!best) return undefined;
  const periodMs = naturalPeriod(grid, best) ?? best.lag * step;
  return { periodMs, strength: best.strength, cycles: Math.floor((cells.length * step) / periodMs) };
}

/** The hour, day or week that a period nearly is, where that explains nearly as much. */
function naturalPeriod({ cells, step }: Grid, { lag, strength }: Rhythm): number | undefined {
  return NATURAL.find(
    (period) =>
      Math.abs(period / (lag * step) - 1) < NEARLY &&
      explainedBy(cells, Math.round(period / step)) > strength - BETTER,
  );
}

/** The points without their rhythm: what each phase of `learnt` usually is above or below its middle is taken off. */
export function withoutSeason(points: readonly Point[], periodMs: number, learnt = points): Point[] {
  const phases = Math.max(1, Math.min(288, Math.round(periodMs / Math.max(1, stepOf(points)))));
  const phaseOf = ({ at }: Point): number =>
    Math.floor((((at % periodMs) + periodMs) % periodMs) / (periodMs / phases)) % phases;
  const middle = median(valuesOf(learnt));
  const usual = new Map(
    [...Map.groupBy(learnt, phaseOf)].map(([phase, own]) => [phase, median(valuesOf(own)) - middle]),
  );
  return points.map((point) => ({ at: point.at, value: point.value - (usual.get(phaseOf(point)) ?? 0) }));
}

/** The series in equal steps, its trend taken off, small gaps bridged; nothing when it is too short, flat or full of holes. */
function gridOf(points: readonly Point[]): Grid | undefined {
  const first = points[0];
  const last = points.at(-1);
  const trend = findTrend(points);
  if (!first || !last || !trend) return undefined;
  const step = Math.max(stepOf(points), (last.at - first.at) / MOST_CELLS);
  const count = Math.floor((last.at - first.at) / step) + 1;
  if (count < SHORTEST * FEWEST_CYCLES) return undefined;
  const parts = Map.groupBy(points, ({ at }) => Math.min(count - 1, Math.floor((at - first.at) / step)));
  if (parts.size < (1 - MOST_MISSING) * count) return undefined;
  let known = 0;
  const cells = Array.from({ length: count }, (_, index) => {
    const part = parts.get(index);
    if (part) known = average(part.map(({ at, value }) => value - trend.valueAt(at)));
    return known;
  });
  return { cells, step };
}

/** The steps after which the series resembles itself more than one step sooner or later, up to `longest`. */
function peaksOf(cells: readonly number[], longest: number): number[] {
  const alike = Array.from({ length: longest + 2 }, (_, lag) =>
    lag < SHORTEST - 1 ? -1 : likeness(cells, lag),
  );
  const at = (lag: number): number => alike[lag] ?? -1;
  return alike.flatMap((value, lag) =>
    lag >= SHORTEST && lag <= longest && value > 0.2 && value >= at(lag - 1) && value >= at(lag + 1)
      ? [lag]
      : [],
  );
}

function likeness(cells: readonly number[], lag: number): number {
  const mean = average(cells);
  let both = 0;
  let own = 0;
  cells.forEach((value, index) => {
    own += (value - mean) ** 2;
    if (index >= lag) both += (value - mean) * ((cells[index - lag] ?? mean) - mean);
  });
  return own > 0 ? both / own : 0;
}

/** The share of the variance that the mean course of one period explains, less what chance would. */
function explainedBy(cells: readonly number[], lag: number): number {
  const mean = average(cells);
  const phases = Map.groupBy(cells.keys(), (index) => index % lag);
  let rest = 0;
  for (const own of phases.values()) {
    const values = own.map((index) => cells[index] ?? 0);
    const level = average(values);
    for (const value of values) rest += (value - level) ** 2;
  }
  const all = cells.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (all === 0) return 0;
  return Math.max(0, 1 - rest / (cells.length - lag) / (all / (cells.length - 1)));
}
