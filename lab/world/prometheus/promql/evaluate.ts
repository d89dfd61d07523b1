import { aggregate } from './aggregate.ts';
import { binary } from './binary.ts';
import { ExecutionError } from './errors.ts';
import { unwrapped } from './expression.ts';
import type { CallExpression, Expression, MatrixSelector, Subquery, VectorSelector } from './expression.ts';
import { FUNCTIONS } from './functions/index.ts';
import { keyOf, withoutName } from './labels.ts';
import type { Labels } from './labels.ts';
import { createLookup, LOOKBACK, momentOf, stepOf } from './lookup.ts';
import type { Lookup, Span } from './lookup.ts';
import type { Point, Samples, Storage, Value, Window } from './values.ts';

/** One query under way. */
interface Run {
  lookup: Lookup;
  span: Span;
  /** What subqueries found at a moment, so that overlapping windows ask once. */
  asked: Map<Expression, Map<number, Value>>;
}

function start(storage: Storage, expr: Expression, span: Span): Run {
  return { lookup: createLookup(storage, expr, span), span, asked: new Map() };
}

/** Evaluates an expression at one moment. Throws ExecutionError. */
export function evaluateAt(storage: Storage, expr: Expression, time: number): Value {
  return evaluate(expr, time, start(storage, expr, { start: time, end: time, step: 0 }));
}

/** The series of a range query, with their samples at the steps. */
export interface RangeSeries extends Samples {
  labels: Labels;
}

/** Evaluates an expression at every step of a span. Throws ExecutionError. */
export function evaluateOver(storage: Storage, expr: Expression, span: Span): RangeSeries[] {
  const run = start(storage, expr, span);
  const all = new Map<string, RangeSeries>();
  for (let time = span.start; time <= span.end; time += span.step) {
    const value = evaluate(expr, time, run);
    const points = value.type === 'vector' ? value.points : scalarPoints(value);
    for (const point of points) append(all, point, time);
  }
  return [...all.values()];
}

function scalarPoints(value: Value): Point[] {
  return value.type === 'scalar' ? [{ labels: {}, value: value.value }] : [];
}

function append(all: Map<string, RangeSeries>, point: Point, time: number): void {
  const key = keyOf(point.labels);
  let series = all.get(key);
  if (!series) all.set(key, (series = { labels: point.labels, times: [], values: [] }));
  series.times.push(time);
  series.values.push(point.value);
}

function evaluate(expr: Expression, time: number, run: Run): Value {
  switch (expr.kind) {
    case 'number':
      return { type: 'scalar', value: expr.value };
    case 'string':
      return { type: 'string', value: expr.value };
    case 'paren':
      return evaluate(expr.expr, time, run);
    case 'unary':
      return unary(expr.op, evaluate(expr.expr, time, run));
    case 'vector':
      return { type: 'vector', points: instant(expr, time, run) };
    case 'matrix':
      return windows(expr, time, run);
    case 'subquery':
      return subquery(expr, time, run);
    case 'call':
      return call(expr, time, run);
    case 'aggregate': {
      const parameter = expr.parameter ? evaluate(expr.parameter, time, run) : undefined;
      return { type: 'vector', points: aggregate(expr, pointsOf(evaluate(expr.expr, time, run)), parameter) };
    }
    case 'binary':
      return unique(binary(expr, evaluate(expr.lhs, time, run), evaluate(expr.rhs, time, run)));
  }
}

function pointsOf(value: Value): Point[] {
  return value.type === 'vector' ? value.points : [];
}

function unary(op: '+' | '-', value: Value): Value {
  if (op === '+') return value;
  if (value.type === 'scalar') return { type: 'scalar', value: -value.value };
  const points = pointsOf(value).map((point) => ({ labels: withoutName(point.labels), value: -point.value }));
  return unique({ type: 'vector', points });
}

function instant(selector: VectorSelector, time: number, { lookup, span }: Run): Point[] {
  const at = momentOf(selector, time, span);
  return lookup(selector).flatMap(({ labels, newest }) => {
    const found = newest(at - LOOKBACK, at);
    return found ? [{ labels, value: found.value }] : [];
  });
}

function timestamps(selector: VectorSelector, time: number, { lookup, span }: Run): Point[] {
  const at = momentOf(selector, time, span);
  return lookup(selector).flatMap(({ labels, newest }) => {
    const found = newest(at - LOOKBACK, at);
    return found ? [{ labels: withoutName(labels), value: found.time / 1000 }] : [];
  });
}

function windows({ selector, range }: MatrixSelector, time: number, { lookup, span }: Run): Value {
  const end = momentOf(selector, time, span);
  const found = lookup(selector)
    .map(({ labels, window }): Window => ({ labels, ...window(end - range, end) }))
    .filter(({ times }) => times.length > 0);
  return { type: 'matrix', windows: found, start: end - range, end };
}

function subquery(expr: Subquery, time: number, run: Run): Value {
  const end = momentOf(expr, time, run.span);
  const begin = end - expr.range;
  const step = stepOf(expr);
  const all = new Map<string, RangeSeries>();
  for (let at = Math.ceil(begin / step) * step; at <= end; at += step) {
    const value = askOnce(expr.expr, at, run);
    for (const point of [...pointsOf(value), ...scalarPoints(value)]) append(all, point, at);
  }
  return { type: 'matrix', windows: [...all.values()], start: begin, end };
}

function askOnce(expr: Expression, time: number, run: Run): Value {
  let answers = run.asked.get(expr);
  if (!answers) run.asked.set(expr, (answers = new Map<number, Value>()));
  let answer = answers.get(time);
  if (!answer) answers.set(time, (answer = evaluate(expr, time, run)));
  return answer;
}

/** The labels that an empty answer of this expression can be told to lack. */
function labelsOfAbsence(expr: Expression): Labels {
  const inner = unwrapped(expr);
  const selector = inner.kind === 'matrix' ? inner.selector : inner;
  if (selector.kind !== 'vector') return {};
  const named = selector.matchers.filter(({ name }) => name !== '__name__');
  const counts = Map.groupBy(named, ({ name }) => name);
  return Object.fromEntries(
    [...counts].flatMap(([name, [first, second]]) =>
      first?.op === '=' && !second && first.value !== '' ? [[name, first.value]] : [],
    ),
  );
}

function call(expr: CallExpression, time: number, run: Run): Value {
  const { name, args } = expr;
  const [first] = args;
  const inner = first ? unwrapped(first) : undefined;
  if (name === 'timestamp' && inner?.kind === 'vector')
    return { type: 'vector', points: timestamps(inner, time, run) };
  const values = args.map((arg) => evaluate(arg, time, run));
  if (first && (name === 'absent' || name === 'absent_over_time')) {
    const [value] = values;
    const isEmpty =
      value?.type === 'matrix' ? value.windows.length === 0 : pointsOf(value ?? NONE).length === 0;
    return { type: 'vector', points: isEmpty ? [{ labels: labelsOfAbsence(first), value: 1 }] : [] };
  }
  const run1 = FUNCTIONS.get(name);
  if (!run1) throw new ExecutionError(`unknown function with name ${JSON.stringify(name)}`);
  return unique(run1(values, time));
}

const NONE: Value = { type: 'vector', points: [] };

function unique(value: Value): Value {
  if (value.type !== 'vector' || value.points.length < 2) return value;
  const seen = new Set<string>();
  for (const { labels } of value.points) {
    const key = keyOf(labels);
    if (seen.has(key)) throw new ExecutionError('vector cannot contain metrics with the same labelset');
    seen.add(key);
  }
  return value;
}
