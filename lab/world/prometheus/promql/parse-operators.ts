import type { SyntaxNode } from '@lezer/common';
import { ParseError } from './errors.ts';
import { SET_OPERATORS } from './expression.ts';
import type { AggregateExpression, BinaryExpression, Expression, Matching } from './expression.ts';
import { childrenOf, expressionsIn } from './reader.ts';
import type { Reader } from './reader.ts';

function labelsIn(node: SyntaxNode | null | undefined, { text }: Reader): string[] {
  return node ? node.getChildren('LabelName').map(text) : [];
}

export function readAggregate(node: SyntaxNode, reader: Reader): AggregateExpression {
  const op = reader.text(node.getChild('AggregateOp') ?? node).toLowerCase();
  const modifier = node.getChild('AggregateModifier');
  const body = node.getChild('FunctionCallBody');
  const args = body ? expressionsIn(body).map(reader.read) : [];
  const wanted = PARAMETRIC.has(op) ? 2 : 1;
  const expr = args.at(-1);
  if (!expr || args.length !== wanted) {
    const problem = args.length === 0 ? 'no arguments for aggregate expression provided' : undefined;
    throw new ParseError(
      problem ??
        `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
      node.from,
    );
  }
  return {
    kind: 'aggregate',
    op,
    parameter: wanted === 2 ? args[0] : undefined,
    expr,
    grouping: labelsIn(modifier?.getChild('GroupingLabels'), reader),
    without: modifier?.getChild('Without') != null,
    from: node.from,
  };
}

const PARAMETRIC = new Set(['topk', 'bottomk', 'quantile', 'count_values']);

function matchingOf(node: SyntaxNode | null, op: string, reader: Reader): Matching | undefined {
  if (!node) return undefined;
  const [labels, include] = node.getChildren('GroupingLabels').map((child) => labelsIn(child, reader));
  const left = node.getChild('GroupLeft');
  const right = node.getChild('GroupRight');
  if ((left ?? right) && SET_OPERATORS.has(op))
    throw new ParseError(
      `no grouping allowed for ${JSON.stringify(op)} operation`,
      node.parent?.from ?? node.from,
    );
  const shared = (labels ?? []).find((label) => (include ?? []).includes(label));
  const on = node.getChild('On') !== null;
  if (on && shared !== undefined)
    throw new ParseError(
      `label ${JSON.stringify(shared)} must not occur in ON and GROUP clause at once`,
      node.prevSibling?.from ?? node.from,
    );
  const cardinality = SET_OPERATORS.has(op)
    ? 'many-to-many'
    : left
      ? 'many-to-one'
      : right
        ? 'one-to-many'
        : 'one-to-one';
  return { cardinality, on, labels: labels ?? [], include: include ?? [] };
}

/** `-1 ^ 2` is -(1 ^ 2): a sign binds weaker than a power. */
function signOutside(expr: BinaryExpression, source: string): Expression {
  const { lhs, op, from } = expr;
  if (op !== '^' || lhs.kind !== 'number' || !/^[+-]/.test(source)) return expr;
  const positive = { ...expr, lhs: { ...lhs, value: Math.abs(lhs.value) } };
  return source.startsWith('-') ? { kind: 'unary', op: '-', expr: positive, from } : positive;
}

export function readBinary(node: SyntaxNode, reader: Reader): Expression {
  const [left, right] = expressionsIn(node);
  if (!left || !right) throw new ParseError('unexpected end of input', node.to);
  const sign = childrenOf(node).find((child) => child.from >= left.to);
  const op = sign ? reader.text(sign).toLowerCase() : '';
  const expr: BinaryExpression = {
    kind: 'binary',
    op,
    lhs: reader.read(left),
    rhs: reader.read(right),
    bool: node.getChild('BoolModifier') !== null,
    matching: matchingOf(node.getChild('MatchingModifierClause'), op, reader),
    from: node.from,
    at: sign?.from ?? node.from,
  };
  return signOutside(expr, reader.text(left));
}
