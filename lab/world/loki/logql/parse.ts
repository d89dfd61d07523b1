import type {
  Expression,
  Grouping,
  LogExpression,
  MetricExpression,
  RangeExpression,
  VectorMatching,
} from './expression.ts';
import { ParseError } from './errors.ts';
import { parseLog, parsePipeline, parseUnwrap } from './parse-log.ts';
import { createReader } from './reader.ts';
import type { Reader } from './reader.ts';
import { durationMs } from './units.ts';

const RANGE_FNS = new Set(
  'rate rate_counter count_over_time bytes_rate bytes_over_time avg_over_time sum_over_time min_over_time max_over_time stdvar_over_time stddev_over_time quantile_over_time first_over_time last_over_time absent_over_time'.split(
    ' ',
  ),
);
const UNWRAPPED = new Set(
  'rate_counter avg_over_time sum_over_time min_over_time max_over_time stdvar_over_time stddev_over_time quantile_over_time first_over_time last_over_time'.split(
    ' ',
  ),
);
const AGGREGATIONS = new Set(
  'sum avg max min count stddev stdvar topk bottomk approx_topk sort sort_desc'.split(' '),
);
const RANKED = new Set(['topk', 'bottomk', 'approx_topk']);
const POWER: Record<string, number> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '>': 3,
  '>=': 3,
  '<': 3,
  '<=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  '^': 6,
};

function names(reader: Reader): string[] {
  reader.expect('(');
  const labels: string[] = [];
  while (!reader.is(')')) {
    labels.push(reader.want('IDENTIFIER').text);
    if (!reader.take(',') && !reader.is(')')) throw reader.fault(', or )');
  }
  reader.next();
  return labels;
}

function grouping(reader: Reader): Grouping | undefined {
  const word = reader.take('by', 'without');
  return word && { without: word.text === 'without', labels: names(reader) };
}

function signedNumber(reader: Reader): number {
  const sign = reader.take('-') ? -1 : 1;
  return sign * Number(reader.want('NUMBER').text);
}

interface Ranged {
  log: LogExpression;
  unwrap?: RangeExpression['unwrap'];
  rangeMs: number;
  offsetMs: number;
}

function rangeOf(reader: Reader): number {
  const { text } = reader.want('RANGE');
  const ms = durationMs(text);
  if (ms === undefined)
    throw new ParseError(`not a valid duration string: ${JSON.stringify(text)}`, reader.peek());
  return ms;
}

function offsetOf(reader: Reader): number {
  if (!reader.take('offset')) return 0;
  const sign = reader.take('-') ? -1 : 1;
  return sign * (durationMs(reader.want('DURATION').text) ?? 0);
}

/** The range may stand behind the selector or behind the whole pipeline. */
function ranged(reader: Reader): Ranged {
  const bracketed = reader.take('(');
  if (bracketed) {
    const inner = ranged(reader);
    reader.expect(')');
    return inner;
  }
  const early = parseLog(reader);
  let rangeMs: number | undefined;
  let offsetMs = 0;
  let unwrap = parseUnwrap(reader);
  const readRange = (): void => {
    rangeMs = rangeOf(reader);
    offsetMs = offsetOf(reader);
  };
  if (reader.peek().kind === 'RANGE') {
    readRange();
    const more = pipelineAfter(reader);
    early.stages.push(...more.stages);
    unwrap ??= more.unwrap;
  }
  if (rangeMs === undefined) throw reader.fault();
  return { log: early, unwrap, rangeMs, offsetMs };
}

function pipelineAfter(reader: Reader): {
  stages: LogExpression['stages'];
  unwrap?: RangeExpression['unwrap'];
} {
  const stages = parsePipeline(reader);
  return { stages, unwrap: parseUnwrap(reader) };
}

function rangeAggregation(reader: Reader, fn: string): RangeExpression {
  reader.expect('(');
  const param = fn === 'quantile_over_time' ? signedNumber(reader) : undefined;
  if (param !== undefined) reader.expect(',');
  const inside = ranged(reader);
  reader.expect(')');
  const by = grouping(reader);
  if (UNWRAPPED.has(fn) && !inside.unwrap) throw new ParseError(`invalid aggregation ${fn} without unwrap`);
  if (!UNWRAPPED.has(fn) && inside.unwrap && fn !== 'rate' && fn !== 'absent_over_time')
    throw new ParseError(`invalid aggregation ${fn} with unwrap`);
  if (
    by &&
    [
      'rate',
      'count_over_time',
      'bytes_rate',
      'bytes_over_time',
      'sum_over_time',
      'absent_over_time',
    ].includes(fn)
  )
    throw new ParseError(`grouping not allowed for ${fn} aggregation`);
  return { kind: 'range', fn, param, ...inside, grouping: by };
}

function aggregation(reader: Reader, fn: string): MetricExpression {
  const before = grouping(reader);
  reader.expect('(');
  const param = RANKED.has(fn) && reader.peek().kind === 'NUMBER' ? signedNumber(reader) : undefined;
  if (param !== undefined) reader.expect(',');
  else if (RANKED.has(fn)) throw new ParseError(`parameter required for operation ${fn}`);
  const of = metric(reader, 0);
  reader.expect(')');
  if (param !== undefined && param <= 0)
    throw new ParseError(`invalid parameter (must be greater than 0) ${fn}(${param}`);
  return { kind: 'aggregate', fn, param, grouping: before ?? grouping(reader), of };
}

function replaced(reader: Reader): MetricExpression {
  reader.expect('(');
  const of = metric(reader, 0);
  const texts = Array.from({ length: 4 }, () => {
    reader.expect(',');
    return reader.want('STRING').text;
  });
  reader.expect(')');
  const [target = '', replacement = '', source = '', regex = ''] = texts;
  return { kind: 'label_replace', of, target, replacement, source, regex };
}

function primary(reader: Reader): MetricExpression {
  if (reader.take('(')) {
    const inner = metric(reader, 0);
    reader.expect(')');
    return inner;
  }
  if (reader.is('-', '+')) {
    const sign = reader.next().text === '-' ? -1 : 1;
    return { kind: 'number', value: sign * Number(reader.want('NUMBER').text) };
  }
  const { kind, text } = reader.peek();
  if (kind === 'NUMBER') return { kind: 'number', value: Number(reader.next().text) };
  if (kind !== 'IDENTIFIER' || reader.is('json', 'logfmt')) throw reader.fault();
  if (RANGE_FNS.has(text) || AGGREGATIONS.has(text) || text === 'vector' || text === 'label_replace') {
    reader.next();
    if (RANGE_FNS.has(text)) return rangeAggregation(reader, text);
    if (AGGREGATIONS.has(text)) return aggregation(reader, text);
    if (text === 'label_replace') return replaced(reader);
    reader.expect('(');
    const value = signedNumber(reader);
    reader.expect(')');
    return { kind: 'vector', value };
  }
  throw reader.fault();
}

function matching(reader: Reader): VectorMatching | undefined {
  const word = reader.take('on', 'ignoring');
  if (!word) return undefined;
  const labels = names(reader);
  const group = reader.take('group_left', 'group_right');
  const include = group && reader.is('(') ? names(reader) : [];
  return {
    on: word.text === 'on',
    labels,
    ...(group ? { group: group.text === 'group_left' ? 'left' : 'right' } : {}),
    include,
  };
}

function metric(reader: Reader, least: number): MetricExpression {
  let left = primary(reader);
  for (;;) {
    const { kind, text: op } = reader.peek();
    const power = kind === 'sign' || kind === 'IDENTIFIER' ? (POWER[op] ?? 0) : 0;
    if (power === 0 || power <= least) return left;
    reader.next();
    const bool = reader.take('bool') !== undefined;
    const how = matching(reader);
    const right = metric(reader, op === '^' ? power - 1 : power);
    left = { kind: 'binary', op, bool, matching: how, left, right };
  }
}

/** A LogQL query. ParseError in Loki's words when it is none. */
export function parse(query: string): Expression {
  if (query.trim() === '') throw new ParseError('syntax error: unexpected $end');
  const reader = createReader(query);
  let opening = 0;
  while (reader.peek(opening).text === '(' && reader.peek(opening).kind === 'sign') opening++;
  const isLog = reader.peek(opening).text === '{' && reader.peek(opening).kind === 'sign';
  const expr = isLog ? bracketedLog(reader, opening) : metric(reader, 0);
  if (reader.peek().kind !== 'end') throw reader.fault();
  return expr;
}

function bracketedLog(reader: Reader, depth: number): LogExpression {
  for (let level = 0; level < depth; level++) reader.next();
  const log = parseLog(reader);
  for (let level = 0; level < depth; level++) {
    reader.expect(')');
    log.stages.push(...parsePipeline(reader));
  }
  return log;
}
