import type { TimeWindow } from '#connectors/kit';
import { chartOf } from '../chart/series.ts';
import type { ChartSeries } from '../chart/series.ts';
import { checkQuery } from '../logql/check-query.ts';
import { metricResult } from '../schema.ts';
import type { Server } from '../server.ts';
import { explainEmpty } from './explain-empty.ts';

/** A metric query over a window. */
export interface MetricRequest {
  query: string;
  window: TimeWindow;
  stepSeconds: number;
  maxPoints: number;
}

/** A chart, the series with the largest values first. */
export interface MetricAnswer {
  query: string;
  start: string;
  end: string;
  stepSeconds: number;
  series: ChartSeries[];
  total: number;
  note?: string;
}

const NICE = [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];

/** Seconds between two points, so that a window has at most so many. */
export function chooseStep({ start, end }: TimeWindow, maxPoints: number): number {
  const least = (end - start) / 1000 / Math.max(1, maxPoints);
  return NICE.find((step) => step >= least) ?? Math.ceil(least / 86_400) * 86_400;
}

/** Asks for numbers over a window. */
export async function runMetric(
  server: Server,
  { query, window, stepSeconds, maxPoints }: MetricRequest,
  signal?: AbortSignal,
): Promise<MetricAnswer> {
  checkQuery(query, 'metrics');
  const end = Math.ceil(window.end / 1000);
  const start = Math.min(end, Math.ceil(window.start / 1000 / stepSeconds) * stepSeconds);
  const params = { query, start: `${start}000000000`, end: `${end}000000000`, step: `${stepSeconds}s` };
  const result = await server.client.data({ path: '/query_range', params, form: true, signal }, metricResult);
  const series = chartOf(result, maxPoints).sort((a, b) => (b.max ?? -Infinity) - (a.max ?? -Infinity));
  return {
    query,
    start: new Date(start * 1000).toISOString(),
    end: new Date(end * 1000).toISOString(),
    stepSeconds,
    series,
    total: series.length,
    ...(series.length === 0 ? { note: await explainEmpty(server, { query, window }, signal) } : {}),
  };
}
