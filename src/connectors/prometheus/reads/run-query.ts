import { InputError } from '#ground/errors';
import { chooseStep } from '../chart/step.ts';
import { chartOf, readingsOf } from '../chart/series.ts';
import type { ChartSeries, Reading } from '../chart/series.ts';
import { checkQuery } from '../promql/check-query.ts';
import { queryResult } from '../schema.ts';
import type { Server } from '../server.ts';
import { explainEmpty } from '../words/explain-empty.ts';

const LONGEST_DAYS = 400;

/** When a range is: ISO times, or minutes back from an end. */
export interface RangeRequest {
  query: string;
  start?: string;
  end?: string;
  minutes?: number;
  stepSeconds?: number;
  maxPoints: number;
}

/** The values at one moment. */
export interface InstantAnswer {
  query: string;
  at: string;
  readings: Reading[];
  /** How many there were, even when the answer was cut. */
  total: number;
  note?: string;
}

/** The values over a range, the series with the largest first. */
export interface RangeAnswer {
  query: string;
  start: string;
  end: string;
  stepSeconds: number;
  series: ChartSeries[];
  total: number;
  note?: string;
}

const ORDERED = /^\s*(sort|sort_desc|topk|bottomk)\b/;
const DEFAULT_MINUTES = 60;

/** Asks for the values of an expression at one moment. */
export async function runInstant(
  server: Server,
  { query, at, limit }: { query: string; at?: string; limit: number },
  signal?: AbortSignal,
): Promise<InstantAnswer> {
  checkQuery(query);
  const time = at === undefined ? server.now() : Date.parse(at);
  const params = { query, time: String(time / 1000) };
  const result = await server.prometheus.data(
    { path: '/api/v1/query', params, form: true, signal },
    queryResult,
  );
  const readings = readingsOf(result, ORDERED.test(query));
  return {
    query,
    at: new Date(time).toISOString(),
    readings: readings.slice(0, limit),
    total: readings.length,
    ...(readings.length === 0 ? { note: await explainEmpty(server.vocabulary, query, signal) } : {}),
  };
}

/** The seconds that a request is about; absurd ones are refused. */
export function windowOf({ start, end, minutes }: Omit<RangeRequest, 'query' | 'maxPoints'>, now: number) {
  const to = end === undefined ? now : Date.parse(end);
  const from = start === undefined ? to - (minutes ?? DEFAULT_MINUTES) * 60_000 : Date.parse(start);
  if (from >= to)
    throw new InputError({
      code: 'bad-range',
      message: 'The range ends before it begins: start must be before end.',
    });
  if (to - from > LONGEST_DAYS * 86_400_000)
    throw new InputError({ code: 'bad-range', message: `The range is longer than ${LONGEST_DAYS} days.` });
  return { from: Math.floor(from / 1000), to: Math.ceil(to / 1000) };
}

/** Asks for an expression over a range, with a step that suits a chart. */
export async function runRange(
  server: Server,
  request: RangeRequest,
  signal?: AbortSignal,
): Promise<RangeAnswer> {
  const { query, maxPoints } = request;
  checkQuery(query);
  const { from, to } = windowOf(request, server.now());
  const least = Math.ceil((to - from) / 10_000);
  const step = Math.max(least, request.stepSeconds ?? chooseStep(to - from, maxPoints));
  const start = Math.ceil(from / step) * step;
  const params = { query, start: String(Math.min(start, to)), end: String(to), step: String(step) };
  const result = await server.prometheus.data(
    { path: '/api/v1/query_range', params, form: true, signal },
    queryResult,
  );
  const series = chartOf(result, maxPoints).sort((a, b) => (b.max ?? -Infinity) - (a.max ?? -Infinity));
  return {
    query,
    start: new Date(start * 1000).toISOString(),
    end: new Date(to * 1000).toISOString(),
    stepSeconds: step,
    series,
    total: series.length,
    ...(series.length === 0 ? { note: await explainEmpty(server.vocabulary, query, signal) } : {}),
  };
}
