import { ParseError, describeParseError } from '../promql/errors.ts';
import { parseDuration } from '../promql/duration.ts';
import type { Expression, VectorSelector } from '../promql/expression.ts';
import { parse } from '../promql/parse.ts';
import { badParameter } from './answer.ts';

const SECONDS = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

function readTime(text: string): number | undefined {
  if (SECONDS.test(text)) return Math.round(Number(text) * 1000);
  return RFC3339.test(text) ? Date.parse(text) : undefined;
}

/** A moment in ms, given as seconds or RFC 3339. Without a fallback it must be given. */
export function timeIn(params: URLSearchParams, name: string, fallback?: number): number {
  const text = params.get(name) ?? '';
  if (text === '' && fallback !== undefined) return fallback;
  const time = readTime(text);
  if (time === undefined)
    throw badParameter(name, `cannot parse ${JSON.stringify(text)} to a valid timestamp`);
  return time;
}

/** The moment of an instant query, which Prometheus complains of twice. */
export function instantIn(params: URLSearchParams, fallback: number): number {
  const text = params.get('time') ?? '';
  if (text === '') return fallback;
  const time = readTime(text);
  if (time !== undefined) return time;
  const problem = `cannot parse ${JSON.stringify(text)} to a valid timestamp`;
  throw badParameter('time', `Invalid time value for 'time': ${problem}`);
}

/** Milliseconds of a duration, given as seconds or with units. */
export function durationIn(params: URLSearchParams, name: string): number {
  const text = params.get(name) ?? '';
  const ms = SECONDS.test(text) ? Number(text) * 1000 : parseDuration(text);
  if (ms === undefined) throw badParameter(name, `cannot parse ${JSON.stringify(text)} to a valid duration`);
  return ms;
}

/** The expression of a parameter. */
export function expressionIn(params: URLSearchParams, name: string): Expression {
  return parsed(params.get(name) ?? '', name);
}

function parsed(text: string, name: string): Expression {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof ParseError) throw badParameter(name, describeParseError(error, text));
    throw error;
  }
}

/** The series selectors of `match[]`. */
export function selectorsIn(params: URLSearchParams): VectorSelector[] {
  return params.getAll('match[]').map((text) => {
    const expr = parsed(text, 'match[]');
    if (expr.kind === 'vector') return expr;
    const at = text.search(/[^\w:]/);
    const sign = JSON.stringify(text[at] ?? '');
    throw badParameter('match[]', `1:${at + 1}: parse error: unexpected ${sign}`);
  });
}
