import { z } from 'zod';
import type { MetricResult } from '../schema.ts';
import { houseLabels } from '../words/dimensions.ts';
import { sparkline } from './sparkline.ts';

const labels = z.record(z.string(), z.string());

/** One line of a chart. */
export const chartSeries = z.object({
  name: z.string().describe('What tells it from the others.'),
  labels,
  points: z
    .array(z.tuple([z.number(), z.number().nullable()]))
    .describe('Seconds since the epoch and the value; null where it is no number.'),
  min: z.number().nullable(),
  max: z.number().nullable(),
  mean: z.number().nullable(),
  last: z.number().nullable(),
  sparkline: z.string(),
});
export type ChartSeries = z.output<typeof chartSeries>;

type Point = [time: number, value: number | null];

function valueOf(text: string): number | null {
  const value = Number(text.replace('Inf', 'Infinity'));
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}

/** Of neighbours the boldest: a spike must survive. */
function thinned(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points];
  const size = points.length / most;
  return Array.from({ length: most }, (_, index) =>
    points
      .slice(Math.floor(index * size), Math.floor((index + 1) * size))
      .reduce((best, point) => ((point[1] ?? -Infinity) > (best[1] ?? -Infinity) ? point : best)),
  );
}

function summary(points: readonly Point[]) {
  const known = points.map(([, value]) => value).filter((value) => value !== null);
  const total = known.reduce((sum, value) => sum + value, 0);
  return {
    min: known.length === 0 ? null : Math.min(...known),
    max: known.length === 0 ? null : Math.max(...known),
    mean: known.length === 0 ? null : Number((total / known.length).toPrecision(6)),
    last: points.at(-1)?.[1] ?? null,
    sparkline: sparkline(points.map(([, value]) => value)),
  };
}

function namer(all: readonly Record<string, string>[]): (own: Record<string, string>) => string {
  const keys = [...new Set(all.flatMap(Object.keys))].filter(
    (key) => new Set(all.map((one) => one[key])).size > 1,
  );
  return (own) => {
    const parts = keys.flatMap((key) => own[key] ?? []);
    return [...new Set(parts.length > 0 ? parts : Object.values(own))].join(' / ') || 'lines';
  };
}

/** The lines of a chart, each with about so many points at most. A value at one moment is a line of one point. */
export function chartOf(result: MetricResult, mostPoints: number): ChartSeries[] {
  const all: { metric: Record<string, string>; values: [number, string][] }[] =
    result.resultType === 'matrix'
      ? result.result
      : result.resultType === 'vector'
        ? result.result.map(({ metric, value }) => ({ metric, values: [value] }))
        : [{ metric: {}, values: [result.result] }];
  const named = all.map(({ metric, values }) => ({ labels: houseLabels(metric), values }));
  const nameOf = namer(named.map((one) => one.labels));
  return named.map(({ labels: own, values }) => {
    const points = thinned(
      values.map(([time, text]): Point => [time, valueOf(text)]),
      mostPoints + 1,
    );
    return { name: nameOf(own), labels: own, points, ...summary(points) };
  });
}
