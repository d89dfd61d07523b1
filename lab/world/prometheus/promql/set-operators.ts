import type { BinaryExpression } from './expression.ts';
import { matchingOf, signatureOf } from './signature.ts';
import type { Point } from './values.ts';

/** `and`, `or` and `unless` of two vectors. */
export function combineSets(expr: BinaryExpression, left: Point[], right: Point[]): Point[] {
  const matching = matchingOf(expr);
  const signature = ({ labels }: Point): string => signatureOf(matching, labels);
  if (expr.op === 'or') {
    const there = new Set(left.map(signature));
    return [...left, ...right.filter((point) => !there.has(signature(point)))];
  }
  const others = new Set(right.map(signature));
  return left.filter((point) => others.has(signature(point)) === (expr.op === 'and'));
}
