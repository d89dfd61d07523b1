import { COMPARISONS, SET_OPERATORS } from './expression.ts';
import type { BinaryExpression } from './expression.ts';
import { withoutName } from './labels.ts';
import { matchVectors } from './match-vectors.ts';
import { dropsName, operate } from './operate.ts';
import { combineSets } from './set-operators.ts';
import type { Point, Value } from './values.ts';

function withScalar(
  expr: BinaryExpression,
  points: Point[],
  scalar: { value: number; isLeft: boolean },
): Point[] {
  return points.flatMap((point) => {
    const { isLeft } = scalar;
    const [a, b] = isLeft ? [scalar.value, point.value] : [point.value, scalar.value];
    const result = operate(expr, a, b);
    if (result === undefined) return [];
    const keeps = isLeft && COMPARISONS.has(expr.op) && !expr.bool;
    const labels = dropsName(expr) ? withoutName(point.labels) : point.labels;
    return [{ labels, value: keeps ? point.value : result }];
  });
}

/** Applies a binary operator. Throws ExecutionError when vectors cannot be matched. */
export function binary(expr: BinaryExpression, lhs: Value, rhs: Value): Value {
  if (lhs.type === 'scalar' && rhs.type === 'scalar')
    return { type: 'scalar', value: operate({ ...expr, bool: true }, lhs.value, rhs.value) ?? NaN };
  if (lhs.type === 'vector' && rhs.type === 'scalar')
    return { type: 'vector', points: withScalar(expr, lhs.points, { value: rhs.value, isLeft: false }) };
  if (lhs.type === 'scalar' && rhs.type === 'vector')
    return { type: 'vector', points: withScalar(expr, rhs.points, { value: lhs.value, isLeft: true }) };
  const left = lhs.type === 'vector' ? lhs.points : [];
  const right = rhs.type === 'vector' ? rhs.points : [];
  const points = SET_OPERATORS.has(expr.op)
    ? combineSets(expr, left, right)
    : matchVectors(expr, left, right);
  return { type: 'vector', points };
}
