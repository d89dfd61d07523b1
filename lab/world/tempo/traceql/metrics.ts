import type { Trace } from '../traces/span.ts';
import { fieldText } from './ast.ts';
import type { Metric, Query, Static } from './ast.ts';
import { valueOf } from './evaluate-field.ts';
import { run } from './evaluate.ts';

export type Labels = readonly (readonly [string, Static])[];

/** A series: one value for each step. */
export interface Series {
  labels: Labels;
  samples: { time: number; value: number }[];
}

export interface Steps {
  /** Milliseconds; a step is named by its beginning. */
  from: number;
  to: number;
  step: number;
}

/** The values that fell into each step. */
type Cells = Map<number, number[]>;
interface Group {
  labels: Labels;
  cells: Cells;
}

function observed({ field }: Metric, trace: Trace, span: Trace['spans'][number]): number | undefined {
  if (!field) return 1;
  const { kind, value } = valueOf(field, { span, trace });
  if (typeof value !== 'number') return undefined;
  return kind === 'duration' ? value / 1e9 : value;
}

type MetricQuery = Query & { metric: Metric };

function count(groups: Map<string, Group>, labels: Labels, { time, value }: Series['samples'][number]): void {
  const key = JSON.stringify(labels);
  const group = groups.get(key) ?? { labels, cells: new Map<number, number[]>() };
  groups.set(key, group);
  const cell = group.cells.get(time);
  if (cell) cell.push(value);
  else group.cells.set(time, [value]);
}

function groupsOf({ stages, metric }: MetricQuery, traces: Iterable<Trace>, steps: Steps): Group[] {
  const groups = new Map<string, Group>();
  for (const trace of traces)
    for (const span of run(stages, trace).flatMap(({ spans }) => spans)) {
      const value = observed(metric, trace, span);
      if (value === undefined || span.start < steps.from || span.start >= steps.to) continue;
      const labels = metric.by.map((field) => [fieldText(field), valueOf(field, { span, trace })] as const);
      count(groups, labels, { time: Math.floor(span.start / steps.step) * steps.step, value });
    }
  return [...groups.values()];
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

const REDUCE: Record<string, (values: readonly number[], seconds: number) => number> = {
  rate: (values, seconds) => values.length / seconds,
  count_over_time: (values) => values.length,
  sum_over_time: total,
  avg_over_time: (values) => total(values) / values.length,
  min_over_time: (values) => Math.min(...values),
  max_over_time: (values) => Math.max(...values),
};

function timesOf({ from, to, step }: Steps): number[] {
  const first = Math.floor(from / step) * step;
  return Array.from({ length: Math.ceil((to - first) / step) }, (_, index) => first + index * step);
}

/** A bound of Tempo's buckets: the power of two, in nanoseconds, that a value is not above. */
function bucketOf(seconds: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, seconds * 1e9))) / 1e9;
}

/** A quantile as Tempo estimates it: exponentially within the bucket. */
function quantile(values: readonly number[], share: number): number {
  const counts = Map.groupBy(values, bucketOf);
  const sorted = [...counts]
    .map(([bound, { length }]) => ({ bound, length }))
    .sort((a, b) => a.bound - b.bound);
  let left = share * values.length;
  for (const { bound, length } of sorted) {
    if (left <= length) return (bound / 2) * 2 ** (left / length);
    left -= length;
  }
  return sorted.at(-1)?.bound ?? 0;
}

const doubled = (value: number): Static => ({ kind: 'float', value });

function quantiles(
  { quantiles: shares }: Metric,
  { labels, cells }: Group,
  times: readonly number[],
): Series[] {
  return shares.map((share) => ({
    labels: [...labels, ['p', doubled(share)]],
    samples: times.flatMap((time) => {
      const values = cells.get(time);
      return values ? [{ time, value: quantile(values, share) }] : [];
    }),
  }));
}

function histogram({ labels, cells }: Group, times: readonly number[]): Series[] {
  const bounds = [...new Set([...cells.values()].flat().map(bucketOf))].sort((a, b) => a - b);
  const within = (time: number, bound: number): number =>
    (cells.get(time) ?? []).filter((value) => bucketOf(value) === bound).length;
  return bounds.map((bound) => ({
    labels: [...labels, ['__bucket', doubled(bound)]],
    samples: times.map((time) => ({ time, value: within(time, bound) })),
  }));
}

function seriesOf(metric: Metric, group: Group, steps: Steps): Series[] {
  const { labels, cells } = group;
  const times = timesOf(steps);
  if (metric.name === 'quantile_over_time') return quantiles(metric, group, times);
  if (metric.name === 'histogram_over_time') return histogram(group, times);
  const counts = metric.name === 'rate' || metric.name === 'count_over_time';
  return [
    {
      labels,
      samples: times.flatMap((time) => {
        const values = cells.get(time);
        if (!values && !counts) return [];
        return [{ time, value: REDUCE[metric.name]?.(values ?? [], steps.step / 1000) ?? 0 }];
      }),
    },
  ];
}

function limited({ limit }: Metric, series: Series[]): Series[] {
  if (!limit) return series;
  const sign = limit.name === 'topk' ? -1 : 1;
  const size = ({ samples }: Series): number => total(samples.map(({ value }) => value));
  return series.toSorted((a, b) => sign * (size(a) - size(b))).slice(0, limit.count);
}

/** The series that a metrics query computes from traces. */
export function measure(query: MetricQuery, traces: Iterable<Trace>, steps: Steps): Series[] {
  const { metric } = query;
  const named: Labels = [['__name__', { kind: 'string', value: metric.name }]];
  const groups = groupsOf(query, traces, steps);
  const isBare =
    metric.by.length === 0 && metric.quantiles.length === 0 && metric.name !== 'histogram_over_time';
  const series = groups.flatMap((group) =>
    seriesOf(metric, isBare ? { ...group, labels: named } : group, steps),
  );
  return limited(metric, series);
}
