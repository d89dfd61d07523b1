import { keyOf } from '../lines/matching.ts';
import type { Labels } from '../lines/storage.ts';
import { QueryError } from '../logql/errors.ts';
import type { Grouping, MetricExpression, VectorMatching } from '../logql/expression.ts';
import { compileRegexp } from '../logql/parse-log.ts';
import { groupLabels } from './samples.ts';

/** One value of one series at a moment. */
export interface Point {
  labels: Labels;
  value: number;
}

const FOLD: Record<string, (values: readonly number[]) => number> = {
  sum: (values) => values.reduce((total, value) => total + value, 0),
  avg: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  count: (values) => values.length,
  stddev: (values) => Math.sqrt(variance(values)),
  stdvar: (values) => variance(values),
};

function variance(values: readonly number[]): number {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  return values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
}

interface Aggregation {
  fn: string;
  param?: number;
  grouping?: Grouping;
}

/** An aggregation of the values at one moment. */
export function aggregate(points: readonly Point[], { fn, param = 0, grouping }: Aggregation): Point[] {
  if (fn === 'sort') return [...points].sort((a, b) => a.value - b.value);
  if (fn === 'sort_desc') return [...points].sort((a, b) => b.value - a.value);
  const by = grouping ?? { without: false, labels: [] };
  const groups = Map.groupBy(points, ({ labels }) => keyOf(groupLabels(labels, by)));
  return [...groups.values()].flatMap((group) => {
    if (fn.endsWith('topk')) return [...group].sort((a, b) => b.value - a.value).slice(0, param);
    if (fn === 'bottomk') return [...group].sort((a, b) => a.value - b.value).slice(0, param);
    const value = FOLD[fn]?.(group.map((point) => point.value)) ?? NaN;
    return [{ labels: groupLabels(group[0]?.labels ?? {}, by), value }];
  });
}

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? NaN : a / b),
  '%': (a, b) => (b === 0 ? NaN : a % b),
  '^': (a, b) => a ** b,
};

const COMPARISON: Record<string, (a: number, b: number) => boolean> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

type Binary = Pick<Extract<MetricExpression, { kind: 'binary' }>, 'op' | 'bool' | 'matching'>;

/** The value of an operation; undefined when a comparison drops it. */
export function operate({ op, bool }: Binary, a: number, b: number): number | undefined {
  const compare = COMPARISON[op];
  if (!compare) return ARITHMETIC[op]?.(a, b) ?? NaN;
  if (bool) return compare(a, b) ? 1 : 0;
  return compare(a, b) ? a : undefined;
}

function matchKey(labels: Labels, matching: VectorMatching | undefined): string {
  if (!matching) return keyOf(labels);
  return keyOf(groupLabels(labels, { without: !matching.on, labels: matching.labels }));
}

function combineSets(
  op: string,
  sides: { left: readonly Point[]; right: readonly Point[] },
  key: (labels: Labels) => string,
): Point[] {
  const { left, right } = sides;
  const keys = new Set((op === 'or' ? left : right).map(({ labels }) => key(labels)));
  if (op === 'or') return [...left, ...right.filter(({ labels }) => !keys.has(key(labels)))];
  return left.filter(({ labels }) => keys.has(key(labels)) === (op === 'and'));
}

function resultLabels(many: Point, one: Point, matching: VectorMatching | undefined): Labels {
  if (!matching) return many.labels;
  if (matching.group) {
    const included = matching.include.flatMap((name) =>
      one.labels[name] === undefined ? [] : [[name, one.labels[name]] as const],
    );
    return { ...many.labels, ...Object.fromEntries(included) };
  }
  return groupLabels(many.labels, { without: !matching.on, labels: matching.labels });
}

/** An operation between two vectors. */
export function combine(left: readonly Point[], right: readonly Point[], binary: Binary): Point[] {
  const { op, matching } = binary;
  const key = (labels: Labels): string => matchKey(labels, matching);
  if (['and', 'or', 'unless'].includes(op)) return combineSets(op, { left, right }, key);
  const swapped = matching?.group === 'right';
  const [many, ones] = swapped ? [right, left] : [left, right];
  const byKey = new Map<string, Point>();
  for (const one of ones) {
    const own = key(one.labels);
    if (byKey.has(own))
      throw new QueryError(
        'found duplicate series on the right hand-side;many-to-many matching not allowed: matching labels must be unique on one side',
        500,
      );
    byKey.set(own, one);
  }
  return many.flatMap((point) => {
    const one = byKey.get(key(point.labels));
    if (!one) return [];
    const value = swapped ? operate(binary, one.value, point.value) : operate(binary, point.value, one.value);
    return value === undefined ? [] : [{ labels: resultLabels(point, one, matching), value }];
  });
}

type Replace = Pick<
  Extract<MetricExpression, { kind: 'label_replace' }>,
  'target' | 'replacement' | 'source' | 'regex'
>;

/** Writes a label from another's value. */
export function replaceLabel(
  points: readonly Point[],
  { target, replacement, source, regex }: Replace,
): Point[] {
  const pattern = compileRegexp(regex, true);
  const fresh = replacement.replace(/\$\{(\w+)\}/g, '$$$1');
  return points.map(({ labels, value }) => {
    const given = labels[source] ?? '';
    if (!pattern.test(given)) return { labels, value };
    const written = given.replace(pattern, fresh);
    const { [target]: _old, ...rest } = labels;
    return { labels: written === '' ? rest : { ...rest, [target]: written }, value };
  });
}
