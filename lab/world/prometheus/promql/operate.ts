import { COMPARISONS } from './expression.ts';
import type { BinaryExpression } from './expression.ts';

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': (a, b) => a ** b,
  atan2: (a, b) => Math.atan2(a, b),
};

const COMPARING: Record<string, (a: number, b: number) => boolean> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** The result of an operator on two numbers; undefined when a comparison filters it out. */
export function operate(
  expr: Pick<BinaryExpression, 'op' | 'bool'>,
  a: number,
  b: number,
): number | undefined {
  const compare = COMPARING[expr.op];
  if (!compare) return ARITHMETIC[expr.op]?.(a, b) ?? NaN;
  const holds = compare(a, b);
  if (expr.bool) return holds ? 1 : 0;
  return holds ? a : undefined;
}

/** Whether an operator's result is a new thing that no longer bears the metric's name. */
export function dropsName({ op, bool }: Pick<BinaryExpression, 'op' | 'bool'>): boolean {
  return bool || !COMPARISONS.has(op);
}
