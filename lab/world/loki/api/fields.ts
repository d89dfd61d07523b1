import type { HttpAnswer } from '../../systems/http.ts';
import { parse } from '../logql/parse.ts';
import { QueryError } from '../logql/errors.ts';
import { byteSize, durationMs } from '../logql/units.ts';
import type { Entry } from '../pipeline/entry.ts';
import { jsonStep, logfmtStep } from '../pipeline/parsers.ts';
import { readStreams } from '../pipeline/read-entries.ts';
import { boundsIn, limitIn, stepIn } from './parameters.ts';
import type { Backend } from './query.ts';

const MINUTES_5 = 300_000;

function typeOf(value: string): string {
  if (/^-?\d+$/.test(value)) return 'int';
  if (value !== '' && !Number.isNaN(Number(value))) return 'float';
  if (value === 'true' || value === 'false') return 'boolean';
  if (durationMs(value) !== undefined) return 'duration';
  return byteSize(value) === undefined ? 'string' : 'bytes';
}

function entriesOf(backend: Backend, params: URLSearchParams, limit: number): Entry[] {
  const expr = parse(params.get('query') ?? '');
  if (expr.kind !== 'log') throw new QueryError('only log selector is supported', 400);
  const { start, end } = boundsIn(params, backend.now());
  const selection = { matchers: expr.matchers, stages: expr.stages, from: start, to: end };
  return readStreams(backend.storage, selection, { limit, backward: true }).groups.flatMap(
    ({ values }) => values,
  );
}

interface Field {
  type: string;
  values: Set<string>;
  parsers: Set<string>;
}

function parsedBy(entry: Entry): { parser: string; labels: Record<string, string> } {
  const isJson = entry.line.startsWith('{');
  const own = { ...entry, labels: {}, base: {} };
  (isJson ? jsonStep([]) : logfmtStep([], []))(own);
  return { parser: isJson ? 'json' : 'logfmt', labels: own.labels };
}

/** `/loki/api/v1/detected_fields`. */
export function detectedFields(backend: Backend, params: URLSearchParams): HttpAnswer {
  const limit = limitIn(params, 'limit', 1000);
  const fields = new Map<string, Field>();
  const note = (name: string, value: string, parser?: string): void => {
    const field = fields.get(name) ?? { type: typeOf(value), values: new Set(), parsers: new Set() };
    field.values.add(value);
    if (parser !== undefined) field.parsers.add(parser);
    fields.set(name, field);
  };
  for (const entry of entriesOf(backend, params, limitIn(params, 'line_limit', 100))) {
    const level = entry.labels['detected_level'];
    if (level !== undefined) note('detected_level', level);
    const { parser, labels } = parsedBy(entry);
    for (const [name, value] of Object.entries(labels)) if (!name.startsWith('__')) note(name, value, parser);
  }
  const found = [...fields].slice(0, limit).map(([label, { type, values, parsers }]) => ({
    label,
    type,
    cardinality: values.size,
    parsers: parsers.size === 0 ? null : [...parsers],
  }));
  return { status: 200, body: { fields: found, limit } };
}

function patternOf(line: string): string {
  return line
    .split(/(\s+)/)
    .map((word) => (/\d/.test(word) ? '<_>' : word))
    .join('');
}

/** `/loki/api/v1/patterns`. */
export function listPatterns(backend: Backend, params: URLSearchParams): HttpAnswer {
  const { start, end } = boundsIn(params, backend.now());
  const asked = stepIn(params, { start, end });
  const step = Math.max(10_000, asked);
  const recent = { from: Math.max(start, backend.now() - 3 * 3_600_000), to: end };
  const expr = parse(params.get('query') ?? '');
  if (expr.kind !== 'log') throw new QueryError('only log selector is supported', 400);
  const selection = { matchers: expr.matchers, stages: [], ...recent };
  const patterns = new Map<string, { pattern: string; level: string; counts: Map<number, number> }>();
  const { groups } = readStreams(backend.storage, selection, { limit: 50_000, backward: false });
  for (const { at, line, labels } of groups.flatMap(({ values }) => values)) {
    const pattern = patternOf(line);
    const level = labels['detected_level'] ?? 'unknown';
    const known = patterns.get(`${level} ${pattern}`) ?? {
      pattern,
      level,
      counts: new Map<number, number>(),
    };
    const time = Math.floor(at / step) * step;
    known.counts.set(time, (known.counts.get(time) ?? 0) + 1);
    patterns.set(`${level} ${pattern}`, known);
  }
  const data = [...patterns.values()].slice(0, MINUTES_5 / 1000).map(({ pattern, level, counts }) => ({
    pattern,
    level,
    samples: [...counts].sort(([a], [b]) => a - b).map(([time, count]) => [time / 1000, count]),
  }));
  return { status: 200, body: { status: 'success', data } };
}
