import type { SyntaxNode } from '@lezer/common';
import { parseDuration } from './duration.ts';
import { ParseError } from './errors.ts';
import type { Expression } from './expression.ts';

/** Turns nodes of the grammar's tree into expressions. */
export interface Reader {
  text: (node: SyntaxNode) => string;
  read: (node: SyntaxNode) => Expression;
}

const NOT_EXPRESSIONS = new Set(['LineComment']);

/** The children of a node that are expressions, in order. */
export function expressionsIn(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(
    ({ name }) =>
      !NOT_EXPRESSIONS.has(name) &&
      (name.endsWith('Expr') ||
        name.endsWith('Selector') ||
        name.endsWith('Literal') ||
        name === 'FunctionCall'),
  );
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** A duration, which must have a unit. */
export function durationOf(node: SyntaxNode | null | undefined, { text }: Pick<Reader, 'text'>): number {
  const word = node ? text(node).trim() : '';
  const ms = parseDuration(word.replace(/^[+-]\s*/, ''));
  if (ms !== undefined && node) return word.startsWith('-') ? -ms : ms;
  const problem =
    node?.name === 'DurationExpr'
      ? 'missing unit character in duration'
      : `unexpected number ${JSON.stringify(word)} in offset, expected duration`;
  throw new ParseError(problem, node?.from ?? 0);
}
