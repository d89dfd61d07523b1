import { keyOf } from './labels.ts';
import type { Expression, Shift, VectorSelector } from './expression.ts';
import type { Labels } from './labels.ts';
import type { Samples, Series, Storage } from './values.ts';

/** How far back an instant selector looks for its newest sample. */
export const LOOKBACK = 300_000;
const DEFAULT_SUBQUERY_STEP = 60_000;

/** The moments a query is evaluated at. */
export interface Span {
  start: number;
  end: number;
  /** 0 for a single moment. */
  step: number;
}

/** Reads windows of one series. */
interface Reading {
  labels: Labels;
  window: (from: number, to: number) => Samples;
  newest: (from: number, to: number) => { time: number; value: number } | undefined;
}

/** The series behind every selector of a query. */
export type Lookup = (selector: VectorSelector) => readonly Reading[];

/** The moment a shifted expression looks at when it is evaluated at `time`. */
export function momentOf({ offset, at }: Shift, time: number, span: Span): number {
  const base = at === 'start' ? span.start : at === 'end' ? span.end : (at ?? time);
  return base - offset;
}

export function stepOf({ step }: { step?: number }): number {
  return step ?? DEFAULT_SUBQUERY_STEP;
}

interface Need extends Span {
  selector: VectorSelector;
  range: number;
}

function moved(shift: Shift, span: Span, query: Span): Span {
  const start = momentOf(shift, span.start, query);
  return { start, end: momentOf(shift, span.end, query), step: span.step };
}

function needs(expr: Expression, span: Span, query: Span): Need[] {
  switch (expr.kind) {
    case 'number':
    case 'string':
      return [];
    case 'vector':
      return [{ ...moved(expr, span, query), selector: expr, range: LOOKBACK }];
    case 'matrix':
      return [{ ...moved(expr.selector, span, query), selector: expr.selector, range: expr.range }];
    case 'subquery': {
      const inner = moved(expr, span, query);
      return needs(expr.expr, { ...inner, start: inner.start - expr.range, step: stepOf(expr) }, query);
    }
    case 'unary':
    case 'paren':
      return needs(expr.expr, span, query);
    case 'call':
      return expr.args.flatMap((arg) => needs(arg, span, query));
    case 'aggregate':
      return [expr.expr, ...(expr.parameter ? [expr.parameter] : [])].flatMap((part) =>
        needs(part, span, query),
      );
    case 'binary':
      return [expr.lhs, expr.rhs].flatMap((part) => needs(part, span, query));
  }
}

/** The first index whose time is at least `time`. */
function firstFrom(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Stored = ReturnType<Series['read']>;

function fresh({ times, values, stale }: Stored): Samples {
  if (!stale?.includes(true)) return { times, values };
  const kept = times.map((_, index) => index).filter((index) => !stale[index]);
  return { times: kept.map((index) => times[index] ?? 0), values: kept.map((index) => values[index] ?? NaN) };
}

function cut(stored: Stored, from: number, to: number): Stored {
  const first = firstFrom(stored.times, from);
  const end = firstFrom(stored.times, to + 1);
  return {
    times: stored.times.slice(first, end),
    values: stored.values.slice(first, end),
    stale: stored.stale?.slice(first, end),
  };
}

function readingOf(series: Series, need: Need): Reading {
  const preloads = need.step <= need.range || need.start === need.end;
  const all = preloads ? series.read(need.start - need.range, need.end) : undefined;
  const stored = (from: number, to: number): Stored => (all ? cut(all, from, to) : series.read(from, to));
  return {
    labels: series.labels,
    window: (from, to) => fresh(stored(from, to)),
    newest(from, to) {
      const { times, values, stale } = all ?? series.read(from, to);
      const last = firstFrom(times, to + 1) - 1;
      const time = times[last];
      if (time === undefined || time < from || stale?.[last]) return undefined;
      return { time, value: values[last] ?? NaN };
    },
  };
}

/** Finds the series of every selector, once for the whole query. */
export function createLookup(storage: Storage, expr: Expression, query: Span): Lookup {
  const found = new Map<VectorSelector, Reading[]>();
  for (const need of needs(expr, query, query)) {
    const series = storage.select(need.selector.matchers, need.start - need.range, need.end);
    const sorted = [...series].sort((a, b) => (keyOf(a.labels) < keyOf(b.labels) ? -1 : 1));
    found.set(
      need.selector,
      sorted.map((one) => readingOf(one, need)),
    );
  }
  return (selector) => found.get(selector) ?? [];
}
