import type {
  Assignment,
  Expression,
  Grouping,
  LabelFilter,
  LogExpression,
  Matcher,
  MetricExpression,
  Stage,
} from './expression.ts';
import { formatDuration } from './units.ts';

const quoted = (text: string): string => (/["\\]/.test(text) ? `\`${text}\`` : JSON.stringify(text));
const matcher = ({ label, op, value }: Matcher): string => `${label}${op}${JSON.stringify(value)}`;

function assignment({ label, from, quoted: isText }: Assignment): string {
  if (from === undefined) return label;
  return `${label}=${isText ? JSON.stringify(from) : from}`;
}

function filter(condition: LabelFilter): string {
  switch (condition.kind) {
    case 'and':
      return `( ${filter(condition.left)} , ${filter(condition.right)} )`;
    case 'or':
      return `( ${filter(condition.left)} or ${filter(condition.right)} )`;
    case 'text':
      return matcher(condition);
    case 'ip':
      return `${condition.label}${condition.op}ip(${JSON.stringify(condition.value)})`;
    default:
      return `${condition.label}${condition.op}${condition.text}`;
  }
}

function stage(one: Stage): string {
  switch (one.kind) {
    case 'line':
      return `${one.op} ${one.values.map(({ text, ip }) => (ip ? `ip(${JSON.stringify(text)})` : quoted(text))).join(' or ')}`;
    case 'json':
    case 'logfmt':
      return ['|', one.kind, ...one.flags, one.fields.map(assignment).join(', ')]
        .filter((part) => part !== '')
        .join(' ');
    case 'regexp':
    case 'pattern':
    case 'line_format':
      return `| ${one.kind} ${quoted(one.text)}`;
    case 'label_format':
      return `| label_format ${one.fields.map(assignment).join(',')}`;
    case 'drop':
    case 'keep':
      return `| ${one.kind} ${one.fields.map((field) => (field.matcher ? matcher(field.matcher) : field.label)).join(',')}`;
    case 'filter':
      return `| ${filter(one.filter)}`;
    default:
      return `| ${one.kind}`;
  }
}

function log({ matchers, stages }: LogExpression): string {
  return [`{${matchers.map(matcher).join(', ')}}`, ...stages.map(stage)].join(' ');
}

const grouping = (by: Grouping | undefined): string =>
  by ? ` ${by.without ? 'without' : 'by'} (${by.labels.join(', ')})` : '';

function range(expr: Extract<MetricExpression, { kind: 'range' }>): string {
  const { unwrap } = expr;
  const label = unwrap && (unwrap.convert ? `${unwrap.convert}(${unwrap.label})` : unwrap.label);
  const parts = [
    log(expr.log),
    ...(label === undefined ? [] : [`| unwrap ${label}`, ...(unwrap?.after ?? []).map(stage)]),
  ];
  const offset = expr.offsetMs === 0 ? '' : ` offset ${formatDuration(expr.offsetMs)}`;
  const param = expr.param === undefined ? '' : `${expr.param}, `;
  const gap = expr.log.stages.length > 0 || unwrap ? ' ' : '';
  return `${expr.fn}(${param}${parts.join(' ')}${gap}[${formatDuration(expr.rangeMs)}]${offset})${grouping(expr.grouping)}`;
}

/** A query as text, on one line. */
export function print(expr: Expression): string {
  switch (expr.kind) {
    case 'log':
      return log(expr);
    case 'range':
      return range(expr);
    case 'number':
      return String(expr.value);
    case 'vector':
      return `vector(${expr.value})`;
    case 'aggregate':
      return `${expr.fn}${grouping(expr.grouping)}(${expr.param === undefined ? '' : `${expr.param}, `}${print(expr.of)})`;
    case 'label_replace':
      return `label_replace(${[print(expr.of), ...[expr.target, expr.replacement, expr.source, expr.regex].map((text) => JSON.stringify(text))].join(', ')})`;
    case 'binary':
      return `(${print(expr.left)} ${expr.op}${expr.bool ? ' bool' : ''} ${print(expr.right)})`;
  }
}
