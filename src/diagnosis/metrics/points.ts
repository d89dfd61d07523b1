import type { Sample } from '../sample.ts';
import { median } from '../statistics.ts';

/** A value that is there. */
export interface Point {
  at: number;
  value: number;
}

/** Beyond this a number is a mistake: its square would no longer be one. */
const LARGEST = 1e100;

/** The values that are there, in the order of time; of several at one time the last. */
export function pointsOf(series: readonly Sample[]): Point[] {
  const present = series.flatMap(({ at, value }) =>
    value !== null && Math.abs(value) <= LARGEST && Number.isFinite(at) ? [{ at, value }] : [],
  );
  const ordered = present.sort((a, b) => a.at - b.at);
  return ordered.filter(({ at }, index) => ordered[index + 1]?.at !== at);
}

export const valuesOf = (points: readonly Point[]): number[] => points.map(({ value }) => value);

/** The usual time between neighbours, 0 when there are none. */
export function stepOf(points: readonly Point[]): number {
  return median(points.slice(1).map(({ at }, index) => at - (points[index]?.at ?? at))) || 0;
}

/** At most `count` points: each the middle of one of as many equal parts of the time. */
export function thinned(points: readonly Point[], count: number): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length <= count) return [...points];
  const width = (last.at - first.at) / count;
  const parts = Map.groupBy(points, ({ at }) => Math.min(count - 1, Math.floor((at - first.at) / width)));
  return [...parts.values()].map((part) => ({
    at: median(part.map(({ at }) => at)),
    value: median(valuesOf(part)),
  }));
}

/** How fast a counter grows, a second: a fall is a restart from zero, and a missing value makes a gap. */
export function ratesOfCounter(series: readonly Sample[]): Point[] {
  const points = pointsOf(series);
  return points.slice(1).map(({ at, value }, index) => {
    const before = points[index] ?? { at, value };
    const growth = value >= before.value ? value - before.value : value;
    return { at, value: growth / ((at - before.at) / 1000) };
  });
}
