import { z } from 'zod';
import type { QueryResult } from '../schema.ts';
import { downsample } from './downsample.ts';
import type { ChartPoint } from './downsample.ts';
import { sparkline } from './sparkline.ts';
import { rounded, valueOf } from './values.ts';

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

export const reading = z.object({ name: z.string(), labels, value: z.number().nullable() });
export type Reading = z.output<typeof reading>;

/** Names made of the labels in which the series differ. */
function namer(all: readonly Record<string, string>[]): (own: Record<string, string>) => string {
  const keys = [...new Set(all.flatMap(Object.keys))].filter(
    (key) => new Set(all.map((one) => one[key])).size > 1,
  );
  const bare = keys.filter((key) => !['instance', 'uid', 'container_id', 'id'].includes(key));
  const telling = bare.length > 0 ? bare : keys;
  return (own) => {
    const parts = telling.flatMap((key) => (own[key] === undefined ? [] : [own[key]]));
    if (parts.length > 0) return [...new Set(parts)].join(' / ');
    const { __name__: metric, ...rest } = own;
    return metric ?? (Object.values(rest).join(' / ') || 'value');
  };
}

function summary(points: readonly ChartPoint[]) {
  const known = points.map(([, value]) => value).filter((value) => value !== null);
  const mean =
    known.length === 0 ? null : rounded(known.reduce((total, value) => total + value, 0) / known.length);
  return {
    min: known.length === 0 ? null : Math.min(...known),
    max: known.length === 0 ? null : Math.max(...known),
    mean,
    last: points.at(-1)?.[1] ?? null,
    sparkline: sparkline(points.map(([, value]) => value)),
  };
}

function pointOf([time, text]: [number, string]): ChartPoint {
  const value = valueOf(text);
  return [time, value === null ? null : rounded(value)];
}

/** The lines of a chart, each with at most so many points. */
export function chartOf(result: QueryResult, mostPoints: number): ChartSeries[] {
  if (result.resultType !== 'matrix') return [];
  const nameOf = namer(result.result.map(({ metric }) => metric));
  return result.result.map(({ metric, values = [] }) => {
    const points = downsample(values.map(pointOf), mostPoints);
    return { name: nameOf(metric), labels: metric, points, ...summary(points) };
  });
}

/** The values of an instant answer, the largest first unless the expression has put them in an order. */
export function readingsOf(result: QueryResult, ordered: boolean): Reading[] {
  if (result.resultType === 'scalar' || result.resultType === 'string')
    return [{ name: 'value', labels: {}, value: valueOf(result.result[1]) }];
  const pairs = result.result.map((one) => ({
    metric: one.metric,
    value: 'value' in one ? one.value : 'values' in one ? one.values?.at(-1) : undefined,
  }));
  const nameOf = namer(pairs.map(({ metric }) => metric));
  const readings = pairs.map(({ metric, value }) => ({
    name: nameOf(metric),
    labels: metric,
    value: value ? pointOf(value)[1] : null,
  }));
  return ordered ? readings : readings.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity));
}
