import { dropsName, operate } from './operate.ts';
import { ExecutionError } from './errors.ts';
import type { BinaryExpression, Matching } from './expression.ts';
import { keyOf, NAME, only, printAll, withLabel, without, withoutName } from './labels.ts';
import type { Labels } from './labels.ts';
import { matchingOf, signatureLabels, signatureOf } from './signature.ts';
import type { Point } from './values.ts';

function indexed(matching: Matching, points: Point[], side: 'left' | 'right'): Map<string, Point> {
  const index = new Map<string, Point>();
  for (const point of points) {
    const signature = signatureOf(matching, point.labels);
    const other = index.get(signature);
    if (other) throw duplicates(matching, { point, other, side });
    index.set(signature, point);
  }
  return index;
}

function duplicates(
  matching: Matching,
  { point, other, side }: { point: Point; other: Point; side: string },
): ExecutionError {
  const group = printAll(signatureLabels(matching, point.labels));
  return new ExecutionError(
    `found duplicate series for the match group ${group} on the ${side} hand-side of the operation: ` +
      `[${printAll(point.labels)}, ${printAll(other.labels)}];many-to-many matching not allowed: matching labels must be unique on one side`,
  );
}

function resultLabels(
  expr: BinaryExpression,
  matching: Matching,
  { many, one }: { many: Labels; one: Labels },
): Labels {
  let labels = dropsName({ ...expr, bool: false }) ? withoutName(many) : many;
  if (matching.cardinality === 'one-to-one')
    labels = matching.on ? only(labels, matching.labels) : without(labels, matching.labels);
  for (const name of matching.include) labels = withLabel(labels, name, one[name] ?? '');
  return expr.bool ? without(labels, [NAME]) : labels;
}

const remembered = new WeakMap<BinaryExpression, WeakMap<Labels, WeakMap<Labels, Labels>>>();

function labelsOf(expr: BinaryExpression, matching: Matching, pair: { many: Labels; one: Labels }): Labels {
  let byMany = remembered.get(expr);
  if (!byMany) remembered.set(expr, (byMany = new WeakMap()));
  let byOne = byMany.get(pair.many);
  if (!byOne) byMany.set(pair.many, (byOne = new WeakMap()));
  let labels = byOne.get(pair.one);
  if (!labels) byOne.set(pair.one, (labels = resultLabels(expr, matching, pair)));
  return labels;
}

const MULTIPLE: Record<'explicit' | 'grouping', string> = {
  explicit: 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
  grouping: 'multiple matches for labels: grouping labels must ensure unique matches',
};

/** An arithmetic or comparison operator between two vectors. Throws ExecutionError when a match is ambiguous. */
export function matchVectors(expr: BinaryExpression, left: Point[], right: Point[]): Point[] {
  const matching = matchingOf(expr);
  const swapped = matching.cardinality === 'one-to-many';
  const [manySide, oneSide] = swapped ? [right, left] : [left, right];
  if (manySide.length === 0 || oneSide.length === 0) return [];
  const ones = indexed(matching, oneSide, swapped ? 'left' : 'right');
  const matched = new Map<string, Set<string>>();
  const points: Point[] = [];
  for (const many of manySide) {
    const signature = signatureOf(matching, many.labels);
    const one = ones.get(signature);
    if (!one) continue;
    const value = swapped ? operate(expr, one.value, many.value) : operate(expr, many.value, one.value);
    if (value === undefined) continue;
    const labels = labelsOf(expr, matching, { many: many.labels, one: one.labels });
    const before = matched.get(signature);
    if (before && matching.cardinality === 'one-to-one') throw new ExecutionError(MULTIPLE.explicit);
    const key = keyOf(labels);
    if (before?.has(key)) throw new ExecutionError(MULTIPLE.grouping);
    matched.set(signature, (before ?? new Set()).add(key));
    points.push({ labels, value });
  }
  return points;
}
