import { ExecutionError } from './errors.ts';
import type { AggregateExpression } from './expression.ts';
import { keyOf, NAME, only, withLabel, without } from './labels.ts';
import type { Labels } from './labels.ts';
import { formatFloat } from './numbers.ts';
import { quantile, standardVariance } from './statistics.ts';
import type { Point, Value } from './values.ts';

type Fold = (values: number[]) => number;

const FOLDS: Record<string, Fold> = {
  sum: (values) => values.reduce((total, value) => total + value, 0),
  avg: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  count: (values) => values.length,
  group: () => 1,
  max: (values) => values.reduce((best, value) => (best < value || Number.isNaN(best) ? value : best)),
  min: (values) => values.reduce((best, value) => (best > value || Number.isNaN(best) ? value : best)),
  stddev: (values) => Math.sqrt(standardVariance(values)),
  stdvar: standardVariance,
};

const groupsKnown = new WeakMap<AggregateExpression, WeakMap<Labels, Labels>>();

function groupOf(expr: AggregateExpression, labels: Labels): Labels {
  let known = groupsKnown.get(expr);
  if (!known) groupsKnown.set(expr, (known = new WeakMap()));
  let group = known.get(labels);
  if (!group) {
    group = expr.without ? without(labels, [NAME, ...expr.grouping]) : only(labels, expr.grouping);
    known.set(labels, group);
  }
  return group;
}

interface Group {
  labels: Labels;
  points: Point[];
}

function grouped(expr: AggregateExpression, points: Point[]): Group[] {
  const groups = new Map<string, Group>();
  for (const point of points) {
    const labels = groupOf(expr, point.labels);
    const key = keyOf(labels);
    const group = groups.get(key);
    if (group) group.points.push(point);
    else groups.set(key, { labels, points: [point] });
  }
  return [...groups.values()];
}

function numberIn(value: Value | undefined): number {
  return value?.type === 'scalar' ? value.value : NaN;
}

function ranked(points: Point[], count: number, largest: boolean): Point[] {
  const worse = (a: number, b: number): number => {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return largest ? b - a : a - b;
  };
  return [...points].sort((a, b) => worse(a.value, b.value)).slice(0, count);
}

function ranking(op: string, groups: Group[], parameter: number): Point[] {
  if (Number.isNaN(parameter)) throw new ExecutionError('Scalar value NaN overflows int64');
  const count = Math.trunc(parameter);
  if (count < 1) return [];
  return groups.flatMap(({ points }) => ranked(points, count, op === 'topk'));
}

function counted(groups: Group[], label: string): Point[] {
  if (!/^[a-zA-Z_]\w*$/.test(label)) throw new ExecutionError(`invalid label name ${JSON.stringify(label)}`);
  return groups.flatMap(({ labels, points }) => {
    const byValue = Map.groupBy(points, ({ value }) => formatFloat(value, true));
    return [...byValue].map(([value, same]) => ({
      labels: withLabel(labels, label, value),
      value: same.length,
    }));
  });
}

/** Aggregates a vector by its groups. Throws ExecutionError for an impossible parameter. */
export function aggregate(expr: AggregateExpression, points: Point[], parameter: Value | undefined): Point[] {
  const { op } = expr;
  const groups = grouped(expr, points);
  if (op === 'topk' || op === 'bottomk') return ranking(op, groups, numberIn(parameter));
  if (op === 'count_values') return counted(groups, parameter?.type === 'string' ? parameter.value : '');
  const fold = op === 'quantile' ? (values: number[]) => quantile(numberIn(parameter), values) : FOLDS[op];
  if (!fold) throw new ExecutionError(`unknown aggregation ${op}`);
  return groups.map((group) => ({
    labels: group.labels,
    value: fold(group.points.map(({ value }) => value)),
  }));
}
