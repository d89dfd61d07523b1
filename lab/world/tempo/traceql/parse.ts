import type { Field, Metric, Query, Scalar, Spanset, Stage } from './ast.ts';
import { check } from './check.ts';
import { parseField, parseStatic } from './parse-field.ts';
import { createReader } from './reader.ts';
import type { Reader } from './reader.ts';
import { tokenize } from './tokens.ts';

const STRUCTURAL = [
  '>',
  '>>',
  '<',
  '<<',
  '~',
  '!>',
  '!>>',
  '!<',
  '!<<',
  '!~',
  '&>',
  '&>>',
  '&<',
  '&<<',
  '&~',
];
const LEVELS: readonly (readonly string[])[] = [['&&', '||'], STRUCTURAL];
const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='];
const AGGREGATES = ['count', 'avg', 'min', 'max', 'sum'] as const;
const METRICS = [
  'rate',
  'count_over_time',
  'min_over_time',
  'max_over_time',
  'avg_over_time',
  'sum_over_time',
  'quantile_over_time',
  'histogram_over_time',
];

function parseSpansetTerm(reader: Reader): Spanset {
  if (reader.accept('{')) {
    const isEmpty = reader.isNext('}');
    const field: Field = isEmpty
      ? { type: 'static', value: { kind: 'bool', value: true } }
      : parseField(reader);
    reader.expect('}');
    return { type: 'filter', field };
  }
  reader.expect('(');
  const stages = parseStages(reader);
  reader.expect(')');
  const [only] = stages;
  return stages.length === 1 && only?.type === 'spanset' ? only.spanset : { type: 'pipeline', stages };
}

function parseSpanset(reader: Reader, level = 0): Spanset {
  const operators = LEVELS[level];
  if (!operators) return parseSpansetTerm(reader);
  let left = parseSpanset(reader, level + 1);
  while (reader.isNext(...operators)) {
    const operator = reader.next().text;
    left = { type: 'combine', operator, left, right: parseSpanset(reader, level + 1) };
  }
  return left;
}

function parseAggregate(reader: Reader): Scalar {
  const name = AGGREGATES.find((one) => reader.accept(one));
  const value = name ? undefined : parseStatic(reader);
  if (value) return { type: 'static', value };
  if (!name) {
    reader.expect('(');
    const inner = parseScalar(reader);
    reader.expect(')');
    return inner;
  }
  reader.expect('(');
  const field = name === 'count' ? undefined : parseField(reader);
  reader.expect(')');
  return { type: 'aggregate', name, field };
}

const SCALAR_LEVELS: readonly (readonly string[])[] = [['+', '-'], ['*', '/', '%'], ['^']];

function parseScalar(reader: Reader, level = 0): Scalar {
  const operators = SCALAR_LEVELS[level];
  if (!operators) return parseAggregate(reader);
  let left = parseScalar(reader, level + 1);
  while (reader.isNext(...operators)) {
    const operator = reader.next().text;
    left = { type: 'operation', operator, left, right: parseScalar(reader, level + 1) };
  }
  return left;
}

function parseFields(reader: Reader): Field[] {
  reader.expect('(');
  const fields = [parseField(reader)];
  while (reader.accept(',')) fields.push(parseField(reader));
  reader.expect(')');
  return fields;
}

function parseStage(reader: Reader): Stage {
  if (reader.isNext('{', '(')) return { type: 'spanset', spanset: parseSpanset(reader) };
  if (reader.isNext('by')) {
    reader.next();
    const [field] = parseFields(reader);
    if (!field) throw reader.unexpected();
    return { type: 'by', field };
  }
  if (reader.accept('select')) return { type: 'select', fields: parseFields(reader) };
  if (reader.accept('coalesce')) {
    reader.expect('(');
    reader.expect(')');
    return { type: 'coalesce' };
  }
  const left = parseScalar(reader);
  const operator = COMPARISONS.find((one) => reader.accept(one));
  if (operator === undefined) throw reader.unexpected();
  return { type: 'compare', operator, left, right: parseScalar(reader) };
}

function parseStages(reader: Reader): Stage[] {
  if (reader.isNext('coalesce')) throw reader.unexpected();
  const stages = [parseStage(reader)];
  while (reader.isNext('|') && !METRICS.includes(reader.peek(1).text)) {
    reader.next();
    stages.push(parseStage(reader));
  }
  return stages;
}

function parseNumber(reader: Reader): number {
  const value = parseStatic(reader);
  if (value?.kind !== 'int' && value?.kind !== 'float') throw reader.unexpected();
  return Number(value.value);
}

function parseMetric(reader: Reader): Metric {
  const name = reader.next().text;
  reader.expect('(');
  const takesField = name !== 'rate' && name !== 'count_over_time';
  const field = takesField ? parseField(reader) : undefined;
  const quantiles: number[] = [];
  while (name === 'quantile_over_time' && reader.accept(',')) quantiles.push(parseNumber(reader));
  reader.expect(')');
  if (name === 'quantile_over_time' && quantiles.length === 0) throw reader.unexpected();
  const by = reader.accept('by') ? parseFields(reader) : [];
  return { name, field, quantiles, by };
}

function parseLimit(reader: Reader): Metric['limit'] {
  if (!reader.accept('|')) return undefined;
  const name = ['topk', 'bottomk'].find((one) => reader.accept(one));
  if (name === undefined) throw reader.unexpected();
  reader.expect('(');
  const count = parseNumber(reader);
  reader.expect(')');
  return { name, count };
}

/** `with(most_recent=true)`: read and left alone. */
function skipHints(reader: Reader): void {
  if (!reader.accept('with')) return;
  reader.expect('(');
  do {
    if (reader.next().kind !== 'word') throw reader.unexpected();
    reader.expect('=');
    if (!parseStatic(reader)) throw reader.unexpected();
  } while (reader.accept(','));
  reader.expect(')');
}

/** Reads a TraceQL query. TraceqlFault in Tempo's words when it is none, or when its types do not fit. */
export function parseQuery(text: string): Query {
  const reader = createReader(tokenize(text));
  const stages = parseStages(reader);
  const metric = reader.accept('|') ? parseMetric(reader) : undefined;
  const limit = metric && parseLimit(reader);
  skipHints(reader);
  if (reader.peek().kind !== 'end') throw reader.unexpected();
  const query: Query = { stages, ...(metric && { metric: { ...metric, ...(limit && { limit }) } }) };
  check(query);
  return query;
}
