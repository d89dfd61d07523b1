import { Fault } from './cursor.ts';
import type { Cursor } from './cursor.ts';

/** A demand on a stream's label. */
export interface Matcher {
  label: string;
  op: string;
  value: string;
}

const MATCH = ['=', '!=', '=~', '!~'];
const COMPARE = [...MATCH, '==', '>', '>=', '<', '<='];
const LINE = ['|=', '!=', '|~', '!~', '|>', '!>'];

/** Refuses what is no regular expression, as far as RE2 and JavaScript agree. */
function checkRegexp(text: string, from: number): void {
  try {
    new RegExp(text.replaceAll('(?P<', '(?<').replace(/\(\?[ims]+\)/g, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message.split(': ').at(-1) : 'no regular expression';
    throw new Fault(from, `${JSON.stringify(text)} is no regular expression (${why ?? ''})`);
  }
}

function readMatcher(cursor: Cursor): Matcher {
  const label = cursor.want('the name of a label', 'word').text;
  if (!cursor.is(...MATCH)) throw cursor.fault('one of = != =~ !~');
  const op = cursor.next().text;
  const { text: value, from } = cursor.want('a text in double quotes', 'text');
  if (op.endsWith('~')) checkRegexp(value, from);
  return { label, op, value };
}

function isNarrow({ op, value }: Matcher): boolean {
  if (op === '=') return value !== '';
  return op === '=~' && !new RegExp(`^(?:${value.replace(/\(\?[ims]+\)/g, '')})$`).test('');
}

/** `{label="value"}`, of which one must not match everything. */
export function readSelector(cursor: Cursor): Matcher[] {
  const { from } = cursor.peek();
  cursor.expect('{');
  const matchers: Matcher[] = [];
  if (!cursor.is('}'))
    do matchers.push(readMatcher(cursor));
    while (cursor.take(','));
  if (!cursor.is('}')) throw cursor.fault('"," or "}"');
  cursor.next();
  if (!matchers.some(isNarrow))
    throw new Fault(
      from,
      'one label at least must be named with a value that is not empty, such as {namespace="shop"}',
    );
  return matchers;
}

function readLineFilter(cursor: Cursor): void {
  const op = cursor.next().text;
  do {
    const isAddress = cursor.take('ip');
    if (isAddress) cursor.expect('(');
    const { text, from } = cursor.want('a text in double quotes', 'text');
    if (op.endsWith('~')) checkRegexp(text, from);
    if (isAddress) cursor.expect(')');
  } while (cursor.take('or'));
}

function readAssignments(cursor: Cursor): void {
  do {
    cursor.want('the name of a label', 'word');
    if (cursor.take('=')) cursor.want('a label or a text in double quotes', 'text', 'word');
  } while (cursor.take(','));
}

function readCondition(cursor: Cursor): void {
  if (cursor.take('(')) {
    readConditions(cursor);
    return cursor.expect(')');
  }
  cursor.want('a stage, such as json, logfmt, or a condition on a label', 'word');
  if (!cursor.is(...COMPARE)) throw cursor.fault('a comparison');
  const op = cursor.next().text;
  if (cursor.take('ip')) {
    cursor.expect('(');
    cursor.want('an address', 'text');
    return cursor.expect(')');
  }
  cursor.take('-');
  const { kind, text, from } = cursor.want('a value', 'text', 'number', 'duration', 'bytes');
  if (kind === 'text' && op.endsWith('~')) checkRegexp(text, from);
}

function readConditions(cursor: Cursor): void {
  do readCondition(cursor);
  while (cursor.take('and', 'or', ',') || cursor.peek().kind === 'word');
}

function readPicks(cursor: Cursor): void {
  do {
    cursor.want('the name of a label', 'word');
    if (cursor.is(...MATCH)) {
      cursor.next();
      cursor.want('a text in double quotes', 'text');
    }
  } while (cursor.take(','));
}

const STAGES: Record<string, (cursor: Cursor) => void> = {
  json: readParser,
  logfmt: readParser,
  unpack: () => undefined,
  decolorize: () => undefined,
  regexp: readText,
  pattern: readText,
  line_format: readText,
  label_format: readAssignments,
  drop: readPicks,
  keep: readPicks,
};

function readParser(cursor: Cursor): void {
  while (cursor.peek().kind === 'flag') cursor.next();
  if (cursor.peek().kind === 'word') readAssignments(cursor);
}

function readText(cursor: Cursor): void {
  cursor.want('a text in double quotes', 'text');
}

function readStage(cursor: Cursor): void {
  const { kind, text } = cursor.peek();
  const isCondition = kind !== 'word' || COMPARE.includes(cursor.peek(1).text);
  const stage = isCondition ? undefined : STAGES[text];
  if (!stage) return readConditions(cursor);
  cursor.next();
  stage(cursor);
}

/** What stands behind a selector: filters, parsers, formats. Stops before `unwrap`. */
export function readPipeline(cursor: Cursor): void {
  for (;;) {
    if (cursor.is(...LINE)) readLineFilter(cursor);
    else if (cursor.is('|') && cursor.peek(1).text !== 'unwrap') {
      cursor.next();
      readStage(cursor);
    } else return;
  }
}
