import type { HttpAnswer } from '../../systems/http.ts';
import { keyOf } from '../lines/matching.ts';
import type { Labels, Stream } from '../lines/storage.ts';
import { QueryError } from '../logql/errors.ts';
import type { Matcher } from '../logql/expression.ts';
import { parseSelector } from '../logql/parse-log.ts';
import { createReader } from '../logql/reader.ts';
import { parse } from '../logql/parse.ts';
import type { Backend } from './query.ts';
import { boundsIn } from './parameters.ts';

/** The matchers of a parameter that may hold a selector only; none when it is empty. */
export function matchersIn(text: string): Matcher[] {
  if (text.trim() === '' || text.trim() === '{}') return [];
  const expr = parse(text);
  if (expr.kind !== 'log' || expr.stages.length > 0)
    throw new QueryError('only label matchers are supported');
  return expr.matchers;
}

/** The streams that a request is about. */
export function streamsIn({ storage, now }: Backend, params: URLSearchParams, matchers: readonly Matcher[]) {
  const { start, end } = boundsIn(params, now());
  return { start, end, streams: storage.select(matchers, start, end) };
}

function found(names: Iterable<string>): HttpAnswer {
  const data = [...new Set(names)].sort();
  return { status: 200, body: { status: 'success', ...(data.length > 0 ? { data } : {}) } };
}

function labelsOf(backend: Backend, params: URLSearchParams): Labels[] {
  const matchers = matchersIn(params.get('query') ?? '');
  const { streams } = streamsIn(backend, params, matchers);
  return streams.map(({ labels }) => labels);
}

/** `/loki/api/v1/labels`. */
export function listLabels(backend: Backend, params: URLSearchParams): HttpAnswer {
  return found(labelsOf(backend, params).flatMap((labels) => Object.keys(labels)));
}

/** `/loki/api/v1/label/<name>/values`. */
export function listValues(backend: Backend, params: URLSearchParams, name: string): HttpAnswer {
  return found(labelsOf(backend, params).flatMap((labels) => labels[name] ?? []));
}

/** `/loki/api/v1/series`. */
export function listSeries(backend: Backend, params: URLSearchParams): HttpAnswer {
  const wanted = [...params.getAll('match[]'), ...params.getAll('match')];
  if (wanted.length === 0) throw new QueryError('0 matcher groups supplied');
  const series = new Map<string, Labels>();
  for (const text of wanted)
    for (const { labels } of streamsIn(backend, params, parseSelector(createReader(text))).streams)
      series.set(keyOf(labels), labels);
  return { status: 200, body: { status: 'success', data: [...series.values()] } };
}

/** `/loki/api/v1/index/stats`. */
export function indexStats(backend: Backend, params: URLSearchParams): HttpAnswer {
  const { start, end, streams } = streamsIn(backend, params, matchersIn(params.get('query') ?? ''));
  const total = { streams: streams.length, chunks: 0, bytes: 0, entries: 0 };
  for (const stream of streams) {
    const { lines, bytes } = stream.measure(start, end);
    total.chunks += Math.max(1, Math.ceil(bytes / 1_500_000));
    total.bytes += bytes;
    total.entries += lines;
  }
  return { status: 200, body: total };
}

/** `/loki/api/v1/detected_labels`. */
export function detectedLabels(backend: Backend, params: URLSearchParams): HttpAnswer {
  const values = new Map<string, Set<string>>();
  for (const labels of labelsOf(backend, params))
    for (const [label, value] of Object.entries(labels))
      values.set(label, (values.get(label) ?? new Set()).add(value));
  const detectedLabelsFound = [...values].map(([label, known]) => ({ label, cardinality: known.size }));
  return { status: 200, body: { detectedLabels: detectedLabelsFound } };
}

/** The bytes of streams in a window. */
export function bytesOf(streams: readonly Stream[], from: number, to: number): number {
  return streams.reduce((total, stream) => total + stream.measure(from, to).bytes, 0);
}
