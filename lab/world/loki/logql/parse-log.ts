import type { Assignment, LineOp, LogExpression, Matcher, MatchOp, Stage, Unwrap } from './expression.ts';
import { ParseError } from './errors.ts';
import { parseLabelFilter } from './parse-filter.ts';
import type { Reader } from './reader.ts';

const MATCH_OPS = ['=', '!=', '=~', '!~'];
const LINE_OPS = ['|=', '!=', '|~', '!~', '|>', '!>'];

function matcher(reader: Reader): Matcher {
  if (reader.peek().kind !== 'IDENTIFIER') throw reader.fault('IDENTIFIER or }');
  const label = reader.next().text;
  if (!reader.is(...MATCH_OPS)) throw reader.fault();
  const op = reader.next().text as MatchOp;
  return { label, op, value: reader.want('STRING').text };
}

/** `{label="value", ...}`. */
export function parseSelector(reader: Reader): Matcher[] {
  reader.expect('{');
  const matchers: Matcher[] = [];
  if (reader.take('}')) return matchers;
  do matchers.push(matcher(reader));
  while (reader.take(','));
  if (!reader.is('}')) throw reader.fault('} or ,');
  reader.next();
  return matchers;
}

function lineFilter(reader: Reader): Stage {
  const op = reader.next().text as LineOp;
  const values: { text: string; ip: boolean }[] = [];
  do {
    const ip = reader.is('ip') && reader.next() && reader.expect('(') !== undefined;
    values.push({ text: reader.want('STRING').text, ip });
    if (ip) reader.expect(')');
  } while (reader.take('or'));
  return { kind: 'line', op, values };
}

function assignments(reader: Reader): Assignment[] {
  const fields: Assignment[] = [];
  do {
    const label = reader.want('IDENTIFIER').text;
    if (!reader.take('=')) fields.push({ label });
    else if (reader.peek().kind === 'STRING') fields.push({ label, from: reader.next().text, quoted: true });
    else fields.push({ label, from: reader.want('IDENTIFIER').text });
  } while (reader.take(','));
  return fields;
}

function parserStage(reader: Reader, kind: 'json' | 'logfmt'): Stage {
  const flags: string[] = [];
  while (reader.peek().kind === 'flag') flags.push(reader.next().text);
  const named = reader.peek().kind === 'IDENTIFIER';
  return { kind, flags, fields: named ? assignments(reader) : [] };
}

function chosen(reader: Reader, kind: 'drop' | 'keep'): Stage {
  const fields: { label: string; matcher?: Matcher }[] = [];
  do {
    const label = reader.want('IDENTIFIER').text;
    if (!reader.is(...MATCH_OPS)) fields.push({ label });
    else {
      const op = reader.next().text as MatchOp;
      fields.push({ label, matcher: { label, op, value: reader.want('STRING').text } });
    }
  } while (reader.take(','));
  return { kind, fields };
}

function stage(reader: Reader): Stage {
  const { kind, text } = reader.peek();
  if (kind !== 'IDENTIFIER') return { kind: 'filter', filter: parseLabelFilter(reader) };
  const isFilter = /^(=|!=|=~|!~|==|>|>=|<|<=)$/.test(reader.peek(1).text) && reader.peek(1).kind === 'sign';
  if (isFilter) return { kind: 'filter', filter: parseLabelFilter(reader) };
  switch (text) {
    case 'json':
    case 'logfmt':
      reader.next();
      return parserStage(reader, text);
    case 'unpack':
    case 'decolorize':
      reader.next();
      return { kind: text };
    case 'regexp':
    case 'pattern':
    case 'line_format':
      reader.next();
      return { kind: text, text: reader.want('STRING').text };
    case 'label_format':
      reader.next();
      return { kind: text, fields: assignments(reader) };
    case 'drop':
    case 'keep':
      reader.next();
      return chosen(reader, text);
    default:
      throw (reader.next(), reader.fault());
  }
}

/** The stages of a pipeline, up to an `unwrap` or its end. */
export function parsePipeline(reader: Reader): Stage[] {
  const stages: Stage[] = [];
  for (;;) {
    if (reader.is(...LINE_OPS)) stages.push(lineFilter(reader));
    else if (reader.is('|') && reader.peek(1).text !== 'unwrap') {
      reader.next();
      stages.push(stage(reader));
    } else return stages;
  }
}

/** `| unwrap label` and the filters behind it. */
export function parseUnwrap(reader: Reader): Unwrap | undefined {
  if (!(reader.is('|') && reader.peek(1).text === 'unwrap')) return undefined;
  reader.next();
  reader.next();
  const { text } = reader.want('IDENTIFIER');
  if (!reader.is('(')) return { label: text, after: parsePipeline(reader) };
  reader.next();
  const { text: label } = reader.want('IDENTIFIER');
  reader.expect(')');
  return { label, convert: text as Unwrap['convert'], after: parsePipeline(reader) };
}

function checkSelector(matchers: readonly Matcher[]): void {
  const narrow = matchers.some(
    ({ op, value }) =>
      (op === '=' && value !== '') || (op === '=~' && !new RegExp(`^(?:${value})$`).test('')),
  );
  if (!narrow)
    throw new ParseError(
      'queries require at least one regexp or equality matcher that does not have an empty-compatible value. For instance, app=~".*" does not meet this requirement, but app=~".+" will',
    );
}

/** A selector with its pipeline. */
export function parseLog(reader: Reader): LogExpression {
  const matchers = parseSelector(reader);
  checkRegexps(matchers);
  checkSelector(matchers);
  return { kind: 'log', matchers, stages: parsePipeline(reader) };
}

/** Refuses expressions that are none. */
function checkRegexps(matchers: readonly Matcher[]): void {
  for (const { op, value } of matchers) if (op === '=~' || op === '!~') compileRegexp(value);
}

/** A regular expression in RE2's syntax. ParseError when it is none. */
export function compileRegexp(text: string, anchored = false): RegExp {
  const [, flags = '', rest = text] = /^\(\?([ims]+)\)([\s\S]*)$/.exec(text) ?? [];
  const source = rest.replaceAll('(?P<', '(?<').replace(/\(\?([ims]+)\)/g, '');
  try {
    return new RegExp(
      anchored ? `^(?:${source})$` : source,
      anchored ? `${flags}s`.replace('ss', 's') : flags,
    );
  } catch (error) {
    throw new ParseError(describeRegexp(text, error));
  }
}

function describeRegexp(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const said = `error parsing regexp: `;
  if (/Unterminated group/.test(message)) return `${said}missing closing ): \`${text}\``;
  if (/Unterminated character class/.test(message))
    return `${said}missing closing ]: \`${text.slice(text.lastIndexOf('['))}\``;
  if (/Nothing to repeat/.test(message))
    return `${said}missing argument to repetition operator: \`${/[*+?]/.exec(text)?.[0] ?? ''}\``;
  if (/Unmatched '\)'/.test(message)) return `${said}unexpected ): \`${text}\``;
  return `${said}invalid escape sequence: \`${text}\``;
}
