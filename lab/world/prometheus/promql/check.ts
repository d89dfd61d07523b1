import { ParseError } from './errors.ts';
import { COMPARISONS, SET_OPERATORS } from './expression.ts';
import type {
  AggregateExpression,
  BinaryExpression,
  CallExpression,
  Expression,
  ValueType,
} from './expression.ts';
import { SIGNATURES } from './signatures.ts';

const WORDS: Record<ValueType, string> = {
  scalar: 'scalar',
  string: 'string',
  vector: 'instant vector',
  matrix: 'range vector',
};

/** A type as Prometheus words it. */
export function typeWords(type: ValueType): string {
  return WORDS[type];
}

function expect(expr: Expression, wanted: ValueType, context: string): void {
  const got = check(expr);
  if (got !== wanted)
    throw new ParseError(`expected type ${WORDS[wanted]} in ${context}, got ${WORDS[got]}`, expr.from);
}

function checkCall({ name, args, from }: CallExpression): ValueType {
  const signature = SIGNATURES.get(name);
  if (!signature) throw new ParseError(`unknown function with name ${JSON.stringify(name)}`, from);
  const most = signature.args.length;
  const { variadic } = signature;
  const count = (qualifier: string, number: number) =>
    new ParseError(
      `expected ${qualifier}${number} argument(s) in call to ${JSON.stringify(name)}, got ${args.length}`,
      from,
    );
  if (variadic === 0 && args.length !== most) throw count('', most);
  if (variadic !== 0 && args.length < most - 1) throw count('at least ', most - 1);
  if (variadic > 0 && args.length > most) throw count('at most ', most);
  for (const [index, arg] of args.entries()) {
    const type = signature.args[Math.min(index, most - 1)] ?? 'vector';
    expect(arg, type, `call to function ${JSON.stringify(name)}`);
  }
  return signature.returns;
}

function checkAggregate({ op, parameter, expr }: AggregateExpression): ValueType {
  expect(expr, 'vector', 'aggregation expression');
  if (parameter) expect(parameter, op === 'count_values' ? 'string' : 'scalar', 'aggregation parameter');
  return 'vector';
}

function checkOperand(expr: Expression): ValueType {
  const type = check(expr);
  if (type === 'scalar' || type === 'vector') return type;
  throw new ParseError('binary expression must contain only scalar and instant vector types', expr.from);
}

function checkBinary({ op, lhs, rhs, bool, matching, from, at }: BinaryExpression): ValueType {
  const left = checkOperand(lhs);
  const right = checkOperand(rhs);
  const vectors = left === 'vector' && right === 'vector';
  if (bool && !COMPARISONS.has(op))
    throw new ParseError('bool modifier can only be used on comparison operators', at);
  if (COMPARISONS.has(op) && !bool && left === 'scalar' && right === 'scalar')
    throw new ParseError('comparisons between scalars must use BOOL modifier', at);
  if (!vectors && matching)
    throw new ParseError('vector matching only allowed between instant vectors', from);
  if (!vectors && SET_OPERATORS.has(op))
    throw new ParseError(`set operator ${JSON.stringify(op)} not allowed in binary scalar expression`, from);
  return left === 'scalar' && right === 'scalar' ? 'scalar' : 'vector';
}

/** The type of an expression. Throws ParseError when its parts do not fit together. */
export function check(expr: Expression): ValueType {
  switch (expr.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'vector':
      return 'vector';
    case 'matrix':
      return 'matrix';
    case 'paren':
      return check(expr.expr);
    case 'subquery': {
      const type = check(expr.expr);
      if (type === 'vector') return 'matrix';
      throw new ParseError(`subquery is only allowed on instant vector, got ${type} instead`, expr.from);
    }
    case 'unary': {
      const type = check(expr.expr);
      if (type === 'scalar' || type === 'vector') return type;
      throw new ParseError(
        `unary expression only allowed on expressions of type scalar or instant vector, got "${WORDS[type]}"`,
        expr.from,
      );
    }
    case 'call':
      return checkCall(expr);
    case 'aggregate':
      return checkAggregate(expr);
    case 'binary':
      return checkBinary(expr);
  }
}
