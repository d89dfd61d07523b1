import type { HttpAnswer, HttpRequest } from '../../systems/http.ts';
import { measure } from '../traceql/metrics.ts';
import type { Labels, Series } from '../traceql/metrics.ts';
import { narrowingOf } from '../traceql/narrow.ts';
import { nanoseconds } from '../traceql/parse-field.ts';
import { parseQuery } from '../traceql/parse.ts';
import type { TraceStore } from '../traces/store.ts';
import { inspected, Refusal } from './answers.ts';
import { staticValue } from './otlp.ts';

const HOUR = 3_600_000;
const LONGEST = 24 * HOUR;

/** Seconds, nanoseconds or RFC 3339, as milliseconds. */
function timeOf({ params }: HttpRequest, name: string): number | undefined {
  const text = params.get(name);
  if (text === null || text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text))
    return text.length > 10 && !text.includes('.') ? Number(text) / 1e6 : Number(text) * 1000;
  const found = Date.parse(text);
  if (Number.isNaN(found)) throw new Refusal(`invalid ${name}: could not parse "${text}" as a time`);
  return found;
}

const BASES = [3600, 300, 60, 15, 5, 1];

/** The step that Tempo chooses for a range, in ms. */
function usualStep(range: number): number {
  const baseline = range / 240 / 1000;
  const base = BASES.find((one) => one < baseline) ?? 1;
  return Math.max(1, Math.floor(baseline / base) * base) * 1000;
}

function stepOf({ params }: HttpRequest, range: number): number {
  const text = params.get('step');
  if (text === null || text === '') return usualStep(range);
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1e9 : nanoseconds(text);
  if (seconds === undefined || seconds <= 0) throw new Refusal(`cannot parse "${text}" to a valid duration`);
  return seconds / 1e6;
}

function promLabels(labels: Labels): string {
  const parts = labels.map(([key, { value }]) => {
    const name = /^[a-zA-Z_]\w*$/.test(key) ? key : JSON.stringify(key);
    return `${name}=${JSON.stringify(String(value))}`;
  });
  return `{${parts.join(', ')}}`;
}

function written({ labels, samples }: Series): Record<string, unknown> {
  return {
    labels: labels.map(([key, value]) => ({ key, value: staticValue(value) })),
    // As protobuf is written in JSON: a zero is left out.
    samples: samples.map(({ time, value }) => ({ timestampMs: String(time), ...(value !== 0 && { value }) })),
    promLabels: promLabels(labels),
    exemplars: [],
  };
}

/** GET /api/metrics/query_range and /api/metrics/query, which has one value a series. */
export function queryRange(store: TraceStore, request: HttpRequest, now: number): HttpAnswer {
  const text = request.params.get('q') ?? request.params.get('query') ?? '';
  const to = timeOf(request, 'end') ?? now;
  const since = nanoseconds(request.params.get('since') ?? '1h') ?? HOUR * 1e6;
  const from = timeOf(request, 'start') ?? to - since / 1e6;
  if (to <= from) throw new Refusal('end must be greater than start');
  const query = parseQuery(text);
  const { metric } = query;
  if (!metric) throw new Refusal('not a metrics query');
  if (to - from > LONGEST)
    throw new Refusal(`metrics query time range exceeds the maximum allowed duration of 24h0m0s`);
  const isInstant = request.path.endsWith('/query');
  const step = isInstant ? to - from : stepOf(request, to - from);
  const traces = store.search({ from: from - 60_000, to, ...narrowingOf(query) });
  const series = measure({ ...query, metric }, traces, { from, to, step });
  const body = isInstant
    ? series.map(({ labels, samples }) => ({
        ...written({ labels, samples: [] }),
        value: total(samples),
        samples: undefined,
      }))
    : series.map(written);
  return { status: 200, body: { series: body, metrics: inspected(series.length) } };
}

const total = (samples: Series['samples']): number => Math.max(0, ...samples.map(({ value }) => value));
