import { formatDuration } from './duration.ts';
import { unwrapped } from './expression.ts';
import type {
  AggregateExpression,
  BinaryExpression,
  Expression,
  Matching,
  Shift,
  VectorSelector,
} from './expression.ts';
import { NAME } from './labels.ts';
import { formatFloat } from './numbers.ts';

function shift({ offset, at }: Shift): string {
  const pin = at === undefined ? '' : typeof at === 'string' ? ` @ ${at}()` : ` @ ${(at / 1000).toFixed(3)}`;
  return `${pin}${offset === 0 ? '' : ` offset ${formatDuration(offset)}`}`;
}

function bare({ name, matchers }: VectorSelector): string {
  const shown = matchers.filter(
    (matcher) => matcher.name !== NAME || matcher.op !== '=' || name === undefined,
  );
  const pairs = shown.map((matcher) => `${matcher.name}${matcher.op}${JSON.stringify(matcher.value)}`);
  return `${name ?? ''}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''}`;
}

function grouping({ without, grouping }: AggregateExpression): string {
  if (without) return ` without (${grouping.join(', ')}) `;
  return grouping.length > 0 ? ` by (${grouping.join(', ')}) ` : '';
}

function matchingText(matching: Matching | undefined): string {
  if (!matching) return '';
  const { on, labels, cardinality, include } = matching;
  if (!on && labels.length === 0) return '';
  const group = cardinality === 'many-to-one' ? 'left' : cardinality === 'one-to-many' ? 'right' : undefined;
  const side = group ? ` group_${group} (${include.join(', ')})` : '';
  return ` ${on ? 'on' : 'ignoring'} (${labels.join(', ')})${side}`;
}

function binary({ op, lhs, rhs, bool, matching }: BinaryExpression): string {
  return `${print(lhs)} ${op}${bool ? ' bool' : ''}${matchingText(matching)} ${print(rhs)}`;
}

/** An expression as Prometheus would write it, on one line. */
export function print(expr: Expression): string {
  switch (expr.kind) {
    case 'number':
      return formatFloat(expr.value, true);
    case 'string':
      return JSON.stringify(expr.value);
    case 'paren':
      return `(${print(expr.expr)})`;
    case 'unary':
      return `${expr.op}${print(expr.expr)}`;
    case 'vector':
      return `${bare(expr)}${shift(expr)}`;
    case 'matrix':
      return `${bare(expr.selector)}[${formatDuration(expr.range)}]${shift(expr.selector)}`;
    case 'subquery': {
      const step = expr.step === undefined ? '' : formatDuration(expr.step);
      return `${print(expr.expr)}[${formatDuration(expr.range)}:${step}]${shift(expr)}`;
    }
    case 'call':
      return `${expr.name}(${expr.args.map(print).join(', ')})`;
    case 'aggregate': {
      const parameter = expr.parameter ? `${print(unwrapped(expr.parameter))}, ` : '';
      return `${expr.op}${grouping(expr)}(${parameter}${print(expr.expr)})`;
    }
    case 'binary':
      return binary(expr);
  }
}
