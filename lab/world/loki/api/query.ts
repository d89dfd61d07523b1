import type { HttpAnswer } from '../../systems/http.ts';
import { keyOf } from '../lines/matching.ts';
import type { Labels, Storage } from '../lines/storage.ts';
import { QueryError } from '../logql/errors.ts';
import type { LogExpression, MetricExpression } from '../logql/expression.ts';
import { parse } from '../logql/parse.ts';
import { evaluate } from '../metrics/evaluate.ts';
import type { Point } from '../metrics/operate.ts';
import { limitSeries } from '../metrics/samples.ts';
import type { Entry } from '../pipeline/entry.ts';
import { readStreams } from '../pipeline/read-entries.ts';
import type { Cost } from '../pipeline/read-entries.ts';
import { checkLimits, instantIn, rangeIn } from './parameters.ts';
import type { RangeRequest } from './parameters.ts';
import { statsOf } from './stats.ts';

/** What a query is answered from. */
export interface Backend {
  storage: Storage;
  now: () => number;
}

type Pair = [time: number, value: string];

/** A number as Loki writes it: never with an exponent. */
function decimal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const text = String(value);
  return text.includes('e') ? value.toFixed(value < 1 ? 20 : 0).replace(/\.?0+$/, '') : text;
}

const pair = (time: number, value: number): Pair => [time / 1000, decimal(value)];

/** A successful answer. */
export function success(resultType: string, result: unknown, more: Record<string, unknown> = {}): HttpAnswer {
  return { status: 200, body: { status: 'success', data: { resultType, result, ...more } } };
}

function valueOf({ at, line, labels, base }: Entry, categorized: boolean): unknown[] {
  const value = [`${at}000000`, line];
  if (!categorized) return value;
  const parsed = Object.fromEntries(Object.entries(labels).filter(([name]) => !(name in base)));
  return [...value, Object.keys(parsed).length > 0 ? { parsed } : {}];
}

function answerLogs(
  { storage }: Backend,
  expr: LogExpression,
  request: RangeRequest & { categorized: boolean },
): HttpAnswer {
  const began = performance.now();
  const { start, end, limit, backward, categorized } = request;
  const selection = { matchers: expr.matchers, stages: expr.stages, from: start, to: end };
  const { groups, cost } = readStreams(storage, selection, { limit, backward });
  const result = groups.map(({ labels, values }) => ({
    stream: labels,
    values: values.map((entry) => valueOf(entry, categorized)),
  }));
  const returned = groups.reduce((total, { values }) => total + values.length, 0);
  const flags = categorized ? { encodingFlags: ['categorize-labels'] } : {};
  return success('streams', result, { ...flags, stats: statsOf(cost, returned, began) });
}

function matrixOf(at: readonly [number, number | Point[]][]): unknown[] {
  const series = new Map<string, { metric: Labels; values: Pair[] }>();
  for (const [time, value] of at) {
    const points = typeof value === 'number' ? [{ labels: {}, value }] : value;
    for (const { labels, value: size } of points) {
      const key = keyOf(labels);
      const known = series.get(key) ?? { metric: labels, values: [] };
      known.values.push(pair(time, size));
      series.set(key, known);
    }
  }
  limitSeries(series.size);
  return [...series].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function answerMatrix({ storage }: Backend, expr: MetricExpression, request: RangeRequest): HttpAnswer {
  const began = performance.now();
  const { step } = request;
  const start = Math.floor(request.start / step) * step;
  const end = Math.floor(request.end / step) * step;
  const { at, cost } = evaluate(storage, expr, { start, end, step });
  return success('matrix', matrixOf(at), { stats: statsOf(cost, 0, began) });
}

const ORDERED = new Set(['topk', 'bottomk', 'sort', 'sort_desc', 'approx_topk']);

function answerVector(
  value: number | Point[],
  { expr, time, cost, began }: { expr: MetricExpression; time: number; cost: Cost; began: number },
): HttpAnswer {
  const stats = { stats: statsOf(cost, 0, began) };
  if (typeof value === 'number') return success('scalar', pair(time, value), stats);
  limitSeries(value.length);
  const isOrdered = expr.kind === 'aggregate' && ORDERED.has(expr.fn);
  const points = isOrdered ? value : [...value].sort((a, b) => (keyOf(a.labels) < keyOf(b.labels) ? -1 : 1));
  const result = points.map((point) => ({ metric: point.labels, value: pair(time, point.value) }));
  return success('vector', result, stats);
}

/** `/loki/api/v1/query`. */
export function queryInstant({ storage, now }: Backend, params: URLSearchParams): HttpAnswer {
  const began = performance.now();
  const time = instantIn(params, now());
  const expr = parse(params.get('query') ?? '');
  if (expr.kind === 'log')
    throw new QueryError(
      'log queries are not supported as an instant query type, please change your query to a range query type',
    );
  const { at, cost } = evaluate(storage, expr, { start: time, end: time, step: 1 });
  return answerVector(at[0]?.[1] ?? [], { expr, time, cost, began });
}

/** `/loki/api/v1/query_range`. */
export function queryRange(backend: Backend, params: URLSearchParams, flags: string): HttpAnswer {
  const request = rangeIn(params, backend.now());
  const expr = parse(request.query);
  checkLimits(request, expr.kind === 'log');
  const categorized = flags.includes('categorize-labels');
  if (expr.kind === 'log') return answerLogs(backend, expr, { ...request, categorized });
  return answerMatrix(backend, expr, request);
}
