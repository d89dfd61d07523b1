import type { Matcher } from './matchers.ts';

/** Where an expression's samples are looked for: moved back by an offset, or pinned to a moment. */
export interface Shift {
  offset: number;
  /** A pinned moment in ms, or an end of the query's range. */
  at?: number | 'start' | 'end';
}

export interface VectorSelector extends Shift {
  kind: 'vector';
  name?: string;
  matchers: Matcher[];
  from: number;
}

export interface MatrixSelector {
  kind: 'matrix';
  selector: VectorSelector;
  range: number;
  from: number;
}

export interface Subquery extends Shift {
  kind: 'subquery';
  expr: Expression;
  range: number;
  step?: number;
  from: number;
}

/** How two vectors are matched. */
export interface Matching {
  cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  on: boolean;
  labels: string[];
  include: string[];
}

export interface BinaryExpression {
  kind: 'binary';
  op: string;
  lhs: Expression;
  rhs: Expression;
  bool: boolean;
  /** As written; undefined when neither `on` nor `ignoring` was. */
  matching?: Matching;
  from: number;
  /** Where the operator is. */
  at: number;
}

export interface AggregateExpression {
  kind: 'aggregate';
  op: string;
  parameter?: Expression;
  expr: Expression;
  grouping: string[];
  without: boolean;
  from: number;
}

export interface CallExpression {
  kind: 'call';
  name: string;
  args: Expression[];
  from: number;
}

/** A parsed PromQL expression; `from` is where it begins in the text. */
export type Expression =
  | { kind: 'number'; value: number; from: number }
  | { kind: 'string'; value: string; from: number }
  | { kind: 'unary'; op: '+' | '-'; expr: Expression; from: number }
  | { kind: 'paren'; expr: Expression; from: number }
  | VectorSelector
  | MatrixSelector
  | Subquery
  | CallExpression
  | AggregateExpression
  | BinaryExpression;

export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix';

/** The expression inside any brackets. */
export function unwrapped(expr: Expression): Expression {
  return expr.kind === 'paren' ? unwrapped(expr.expr) : expr;
}

export const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
export const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);
