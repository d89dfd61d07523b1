import type { Labels, Storage } from '../lines/storage.ts';
import type { MetricExpression, RangeExpression } from '../logql/expression.ts';
import type { Cost } from '../pipeline/read-entries.ts';
import { aggregate, combine, operate, replaceLabel } from './operate.ts';
import type { Point } from './operate.ts';
import { OVER_TIME } from './over-time.ts';
import { readSamples } from './samples.ts';
import type { SampleSeries } from './samples.ts';

/** The moments at which an expression is computed. */
export interface Steps {
  start: number;
  end: number;
  step: number;
}

/** What an expression is at each step: a number, or the values of series. */
type At = (time: number) => number | Point[];

interface Evaluation {
  storage: Storage;
  steps: Steps;
  cost: Cost;
}

/** The first index whose time is later than a moment. */
function after(times: readonly number[], moment: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function windowValue(
  expr: RangeExpression,
  { times, values }: SampleSeries,
  end: number,
): number | undefined {
  const first = after(times, end - expr.rangeMs);
  const last = after(times, end);
  if (first >= last) return undefined;
  const own = { times: times.slice(first, last), values: values.slice(first, last) };
  return OVER_TIME[expr.fn]?.({ ...own, seconds: expr.rangeMs / 1000, param: expr.param });
}

function absentLabels({ log }: RangeExpression): Labels {
  return Object.fromEntries(
    log.matchers.filter(({ op }) => op === '=').map(({ label, value }) => [label, value]),
  );
}

function range(expr: RangeExpression, { storage, steps, cost }: Evaluation): At {
  const { rangeMs, offsetMs } = expr;
  const window = { from: steps.start - offsetMs - rangeMs + 1, to: steps.end - offsetMs };
  const { series, cost: own } = readSamples(storage, expr, window);
  cost.lines += own.lines;
  cost.bytes += own.bytes;
  if (expr.fn === 'absent_over_time')
    return (time) => {
      const end = time - offsetMs;
      const isThere = series.some(({ times }) => after(times, end - rangeMs) < after(times, end));
      return isThere ? [] : [{ labels: absentLabels(expr), value: 1 }];
    };
  return (time) =>
    series.flatMap((one) => {
      const value = windowValue(expr, one, time - offsetMs);
      return value === undefined ? [] : [{ labels: one.labels, value }];
    });
}

const pointsOf = (value: number | Point[]): Point[] =>
  typeof value === 'number' ? [{ labels: {}, value }] : value;

function binary(expr: Extract<MetricExpression, { kind: 'binary' }>, evaluation: Evaluation): At {
  const left = prepare(expr.left, evaluation);
  const right = prepare(expr.right, evaluation);
  const each = (points: readonly Point[], fold: (value: number) => number | undefined): Point[] =>
    points.flatMap((point) => {
      const value = fold(point.value);
      return value === undefined ? [] : [{ ...point, value }];
    });
  return (time) => {
    const a = left(time);
    const b = right(time);
    if (typeof a === 'number' && typeof b === 'number') return operate({ ...expr, bool: true }, a, b) ?? NaN;
    if (typeof a === 'number') return each(pointsOf(b), (value) => operate(expr, a, value));
    if (typeof b === 'number') return each(a, (value) => operate(expr, value, b));
    return combine(a, b, expr);
  };
}

function prepare(expr: MetricExpression, evaluation: Evaluation): At {
  switch (expr.kind) {
    case 'number':
      return () => expr.value;
    case 'vector':
      return () => [{ labels: {}, value: expr.value }];
    case 'range':
      return range(expr, evaluation);
    case 'binary':
      return binary(expr, evaluation);
    case 'aggregate': {
      const of = prepare(expr.of, evaluation);
      return (time) => aggregate(pointsOf(of(time)), expr);
    }
    case 'label_replace': {
      const of = prepare(expr.of, evaluation);
      return (time) => replaceLabel(pointsOf(of(time)), expr);
    }
  }
}

/** What a metric query is at each of its steps. */
export function evaluate(
  storage: Storage,
  expr: MetricExpression,
  steps: Steps,
): { at: [time: number, value: number | Point[]][]; cost: Cost } {
  const cost = { lines: 0, bytes: 0 };
  const of = prepare(expr, { storage, steps, cost });
  const at: [number, number | Point[]][] = [];
  for (let time = steps.start; time <= steps.end; time += steps.step) at.push([time, of(time)]);
  return { at, cost };
}
