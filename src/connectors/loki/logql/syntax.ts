import { Fault, openCursor } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { readPipeline, readSelector } from './read-pipeline.ts';
import type { Matcher } from './read-pipeline.ts';

/** What is known of a query without asking Loki. */
export interface Syntax {
  kind: 'logs' | 'metrics';
  /** What its selectors demand. */
  matchers: Matcher[];
  /** Where the text leaves the grammar, and how. */
  fault?: { at: number; problem: string };
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

export const OVER_TIME = words(
  'rate rate_counter count_over_time bytes_rate bytes_over_time avg_over_time sum_over_time min_over_time max_over_time stdvar_over_time stddev_over_time quantile_over_time first_over_time last_over_time absent_over_time',
);
export const AGGREGATIONS = words(
  'sum avg max min count stddev stdvar topk bottomk approx_topk sort sort_desc',
);
const UNWRAPPED = words(
  'rate_counter avg_over_time sum_over_time min_over_time max_over_time stdvar_over_time stddev_over_time quantile_over_time first_over_time last_over_time',
);
const OPERATORS = ['or', 'and', 'unless', '==', '!=', '>', '>=', '<', '<=', '+', '-', '*', '/', '%', '^'];
const DURATION = /^\[(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|y))+\]$/;

type Found = Matcher[];

function readNames(cursor: Cursor): void {
  cursor.expect('(');
  while (!cursor.is(')')) {
    cursor.want('the name of a label', 'word');
    if (!cursor.take(',') && !cursor.is(')')) throw cursor.fault('"," or ")"');
  }
  cursor.next();
}

function readGrouping(cursor: Cursor): boolean {
  if (!cursor.take('by', 'without')) return false;
  readNames(cursor);
  return true;
}

function readRange(cursor: Cursor): boolean {
  const { kind, text, from } = cursor.peek();
  if (kind !== 'range') return false;
  if (!DURATION.test(text)) throw new Fault(from, `${text} is no duration; write it as [5m] or [1h30m]`);
  cursor.next();
  if (cursor.take('offset')) {
    cursor.take('-');
    cursor.want('a duration, such as 1h', 'duration');
  }
  return true;
}

function readUnwrap(cursor: Cursor): boolean {
  if (!(cursor.is('|') && cursor.peek(1).text === 'unwrap')) return false;
  cursor.next();
  cursor.next();
  cursor.want('the label to count', 'word');
  if (cursor.take('(')) {
    cursor.want('the label to count', 'word');
    cursor.expect(')');
  }
  readPipeline(cursor);
  return true;
}

/** A selector with pipeline and range; says whether it unwraps. */
function readRanged(cursor: Cursor, found: Found): boolean {
  if (cursor.take('(')) {
    const unwraps = readRanged(cursor, found);
    cursor.expect(')');
    return unwraps;
  }
  found.push(...readSelector(cursor));
  let isRanged = readRange(cursor);
  readPipeline(cursor);
  const unwraps = readUnwrap(cursor);
  isRanged ||= readRange(cursor);
  readPipeline(cursor);
  const unwrapsLate = readUnwrap(cursor);
  if (!isRanged) throw cursor.fault('a range, such as [5m],');
  return unwraps || unwrapsLate;
}

function readOverTime(cursor: Cursor, found: Found): void {
  const { text: fn, from } = cursor.next();
  cursor.expect('(');
  if (fn === 'quantile_over_time') {
    cursor.want('the quantile, such as 0.95', 'number');
    cursor.expect(',');
  }
  const unwraps = readRanged(cursor, found);
  cursor.expect(')');
  readGrouping(cursor);
  if (UNWRAPPED.has(fn) && !unwraps)
    throw new Fault(
      from,
      `${fn} counts the values of a label: name it with "| unwrap label" before the range`,
    );
}

function readAggregation(cursor: Cursor, found: Found): void {
  const { text: fn } = cursor.next();
  const isGrouped = readGrouping(cursor);
  cursor.expect('(');
  if (/topk|bottomk/.test(fn)) {
    cursor.want('how many', 'number');
    cursor.expect(',');
  }
  readMetric(cursor, found);
  cursor.expect(')');
  if (!isGrouped) readGrouping(cursor);
}

function readReplace(cursor: Cursor, found: Found): void {
  cursor.next();
  cursor.expect('(');
  readMetric(cursor, found);
  for (let part = 0; part < 4; part++) {
    cursor.expect(',');
    cursor.want('a text in double quotes', 'text');
  }
  cursor.expect(')');
}

function readOperand(cursor: Cursor, found: Found): void {
  if (cursor.take('(')) {
    readMetric(cursor, found);
    return cursor.expect(')');
  }
  cursor.take('-', '+');
  const { kind, text } = cursor.peek();
  if (kind === 'number') return void cursor.next();
  if (OVER_TIME.has(text)) return readOverTime(cursor, found);
  if (AGGREGATIONS.has(text)) return readAggregation(cursor, found);
  if (text === 'label_replace') return readReplace(cursor, found);
  if (text !== 'vector') throw cursor.fault('a selector such as {app="checkout"}, or a function,');
  cursor.next();
  cursor.expect('(');
  cursor.want('a number', 'number');
  cursor.expect(')');
}

function readMetric(cursor: Cursor, found: Found): void {
  readOperand(cursor, found);
  while (cursor.take(...OPERATORS)) {
    cursor.take('bool');
    if (cursor.take('on', 'ignoring')) readNames(cursor);
    if (cursor.take('group_left', 'group_right') && cursor.is('(')) readNames(cursor);
    readOperand(cursor, found);
  }
}

function readLogs(cursor: Cursor, found: Found): void {
  if (cursor.take('(')) {
    readLogs(cursor, found);
    cursor.expect(')');
  } else found.push(...readSelector(cursor));
  readPipeline(cursor);
}

/** What a query is made of, whole or broken. */
export function readSyntax(query: string): Syntax {
  const cursor = openCursor(query);
  let depth = 0;
  while (cursor.peek(depth).text === '(' && cursor.peek(depth).kind === 'sign') depth++;
  const opening = cursor.peek(depth);
  const kind = opening.kind === 'sign' && opening.text === '{' ? 'logs' : 'metrics';
  const matchers: Matcher[] = [];
  try {
    (kind === 'logs' ? readLogs : readMetric)(cursor, matchers);
    if (cursor.peek().kind !== 'end') throw cursor.fault();
    return { kind, matchers };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { kind, matchers, fault: { at: error.at, problem: error.message } };
  }
}
