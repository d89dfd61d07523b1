import { parser } from '@prometheus-io/lezer-promql';
import type { SyntaxNode } from '@lezer/common';
import { check } from './check.ts';
import { ParseError } from './errors.ts';
import type { Expression, Shift, Subquery, VectorSelector } from './expression.ts';
import { readAggregate, readBinary } from './parse-operators.ts';
import { readSelector } from './parse-selector.ts';
import { childrenOf, durationOf, expressionsIn } from './reader.ts';
import type { Reader } from './reader.ts';
import { syntaxFault } from './syntax-fault.ts';
import { unquote } from './unquote.ts';

/** The expression in a text, with its types checked. Throws ParseError. */
export function parse(text: string): Expression {
  const tree = parser.parse(text);
  const fault = syntaxFault(tree, text);
  if (fault) throw fault;
  const reader = createReader(text);
  const top = expressionsIn(tree.topNode)[0];
  if (!top) throw new ParseError('no expression found in input', 0);
  const expr = reader.read(top);
  check(expr);
  return expr;
}

function createReader(source: string): Reader {
  const text = (node: SyntaxNode): string => source.slice(node.from, node.to);
  const reader: Reader = {
    text,
    read(node) {
      const make = READERS[node.name];
      if (!make) throw new ParseError(`unexpected ${JSON.stringify(text(node))}`, node.from);
      return make(node, reader);
    },
  };
  return reader;
}

function only(node: SyntaxNode): SyntaxNode {
  const [child] = expressionsIn(node);
  if (!child) throw new ParseError('no expression found in input', node.from);
  return child;
}

function readNumber(node: SyntaxNode, { text }: Reader): Expression {
  const word = text(node);
  const negative = word.startsWith('-');
  const digits = word.replace(/^[+-]\s*/, '').toLowerCase();
  const value = digits === 'inf' ? Infinity : digits === 'nan' ? NaN : Number(digits);
  if (Number.isNaN(value) && digits !== 'nan')
    throw new ParseError(`unexpected duration ${JSON.stringify(word)}`, node.from);
  return { kind: 'number', value: negative ? -value : value, from: node.from };
}

/** Applies what stands behind an expression to the operand it stands behind: `a + b offset 5m` shifts b. */
function behind(expr: Expression, apply: (operand: Expression) => Expression): Expression {
  if (expr.kind === 'binary') return { ...expr, rhs: behind(expr.rhs, apply) };
  if (expr.kind === 'unary') return { ...expr, expr: behind(expr.expr, apply) };
  return apply(expr);
}

type Shiftable = VectorSelector | Subquery;

function shifted(
  operand: Expression,
  word: string,
  change: (target: Shiftable) => Partial<Shift>,
): Expression {
  if (operand.kind === 'vector' || operand.kind === 'subquery') return { ...operand, ...change(operand) };
  if (operand.kind === 'matrix')
    return { ...operand, selector: { ...operand.selector, ...change(operand.selector) } };
  throw new ParseError(
    `${word} must be preceded by an instant vector selector or range vector selector or a subquery`,
    operand.from,
  );
}

function readOffset(node: SyntaxNode, reader: Reader): Expression {
  const offset = durationOf(node.getChild('OffsetDurationExpr'), reader);
  return behind(reader.read(only(node)), (operand) =>
    shifted(operand, 'offset modifier', () => ({ offset })),
  );
}

function momentOf(node: SyntaxNode, { text }: Reader): number | 'start' | 'end' {
  const end = node.getChild('AtModifierPreprocessors');
  if (end) return text(end).toLowerCase().startsWith('start') ? 'start' : 'end';
  const at = childrenOf(node).at(-1);
  const seconds = at ? Number(text(at).replace(/\s/g, '')) : NaN;
  if (!Number.isFinite(seconds))
    throw new ParseError('timestamp out of bounds for @ modifier: NaN', node.from);
  return Math.round(seconds * 1000);
}

function readAt(node: SyntaxNode, reader: Reader): Expression {
  const at = momentOf(node, reader);
  return behind(reader.read(only(node)), (operand) => shifted(operand, '@ modifier', () => ({ at })));
}

function readMatrix(node: SyntaxNode, reader: Reader): Expression {
  const bracket = only(node).to;
  const range = durationOf(node.getChild('DurationExpr'), reader);
  return behind(reader.read(only(node)), (operand) => {
    if (operand.kind !== 'vector') throw new ParseError('ranges only allowed for vector selectors', bracket);
    if (operand.offset !== 0 || operand.at !== undefined)
      throw new ParseError('no offset modifiers allowed before range', bracket);
    return { kind: 'matrix', selector: operand, range, from: operand.from };
  });
}

function readSubquery(node: SyntaxNode, reader: Reader): Expression {
  const [range, step] = node.getChildren('DurationExpr').map((child) => durationOf(child, reader));
  return behind(reader.read(only(node)), (operand) => ({
    kind: 'subquery',
    expr: operand,
    range: range ?? 0,
    step,
    offset: 0,
    from: operand.from,
  }));
}

function readUnary(node: SyntaxNode, reader: Reader): Expression {
  const op = reader.text(node).startsWith('-') ? '-' : '+';
  const expr = reader.read(only(node));
  if (expr.kind === 'number') return { ...expr, value: op === '-' ? -expr.value : expr.value };
  return { kind: 'unary', op, expr, from: node.from };
}

function readCall(node: SyntaxNode, reader: Reader): Expression {
  const name = reader.text(node.getChild('FunctionIdentifier') ?? node);
  const body = node.getChild('FunctionCallBody');
  const args = body ? expressionsIn(body).map(reader.read) : [];
  return { kind: 'call', name, args, from: node.from };
}

const READERS: Record<string, (node: SyntaxNode, reader: Reader) => Expression> = {
  VectorSelector: readSelector,
  MatrixSelector: readMatrix,
  SubqueryExpr: readSubquery,
  OffsetExpr: readOffset,
  StepInvariantExpr: readAt,
  FunctionCall: readCall,
  AggregateExpr: readAggregate,
  BinaryExpr: readBinary,
  UnaryExpr: readUnary,
  ParenExpr: (node, reader) => ({ kind: 'paren', expr: reader.read(only(node)), from: node.from }),
  NumberDurationLiteral: readNumber,
  StringLiteral: (node, { text }) => ({
    kind: 'string',
    value: unquote(text(node), node.from),
    from: node.from,
  }),
};
