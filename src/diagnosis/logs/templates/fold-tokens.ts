import { hashWord } from './hash.ts';
import { PUNCTUATION, VAR_FLAG, VAR_NUMBER, WORD, type TokenBuffer } from './token-buffer.ts';

const hashes = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(hashWord));

/** What may stand behind a number and belongs to it: sizes, durations, rates, the tail of a time. */
const UNITS = hashes(
  'B KB MB GB TB PB kB KiB MiB GiB TiB Ki Mi Gi K M G bit bits byte bytes Bytes ' +
    'ns us µs ms s sec secs second seconds msec msecs usec millis milliseconds microseconds nanoseconds ' +
    'min mins minute minutes h hr hrs hour hours day days week weeks ' +
    'Hz kHz KHz MHz GHz bps kbps Mbps Gbps Kbps KB/s MB/s GB/s % rpm RPM AM PM am pm UTC GMT CET CEST EST EDT PST PDT',
);
const DATE_WORDS = hashes(
  'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec Mon Tue Wed Thu Fri Sat Sun ' +
    'Monday Tuesday Wednesday Thursday Friday Saturday Sunday ' +
    'January February March April June July August September October November December',
);
const FLAGS = hashes('true false True False TRUE FALSE');
const LIST_MARKS = hashes(', ; | # / &');
const COMPARISONS = hashes('< >');

/**
 * Joins what belongs together, in place: a number and its unit, a date and its words, a list of variables of one
 * kind. What is left has the same length however long the list was.
 */
export function foldTokens(line: string, buffer: TokenBuffer): void {
  const { count } = buffer;
  buffer.count = 0;
  for (let at = 0; at < count; at += 1) foldOne(line, buffer, at);
}

function foldOne(line: string, buffer: TokenBuffer, at: number): void {
  const kind = buffer.kinds[at] ?? WORD;
  if (kind === WORD) foldWord(buffer, at);
  else if (kind === PUNCTUATION) keep(buffer, at, kind);
  else foldVariable(line, buffer, at);
}

function keep(buffer: TokenBuffer, at: number, kind: number): void {
  const to = buffer.count;
  buffer.kinds[to] = kind;
  buffer.starts[to] = buffer.starts[at] ?? 0;
  buffer.ends[to] = buffer.ends[at] ?? 0;
  buffer.hashes[to] = buffer.hashes[at] ?? 0;
  buffer.count = to + 1;
}

function foldWord(buffer: TokenBuffer, at: number): void {
  const last = buffer.count - 1;
  const hash = buffer.hashes[at] ?? 0;
  if (last >= 0 && buffer.kinds[last] === VAR_NUMBER && UNITS.has(hash))
    buffer.ends[last] = buffer.ends[at] ?? 0;
  else keep(buffer, at, FLAGS.has(hash) ? VAR_FLAG : WORD);
}

function foldVariable(line: string, buffer: TokenBuffer, at: number): void {
  const kind = buffer.kinds[at] ?? WORD;
  const start = kind === VAR_NUMBER ? takeWhatLeads(line, buffer, at) : (buffer.starts[at] ?? 0);
  const end = buffer.ends[at] ?? 0;
  if (extendsList(buffer, at)) {
    buffer.ends[buffer.count - 1] = end;
    return;
  }
  keep(buffer, at, kind);
  buffer.starts[buffer.count - 1] = start;
}

/** Drops the date words or the comparison sign before a number; returns where the number now starts. */
function takeWhatLeads(line: string, buffer: TokenBuffer, at: number): number {
  let start = buffer.starts[at] ?? 0;
  let last = buffer.count - 1;
  while (last >= 0 && buffer.kinds[last] === WORD && DATE_WORDS.has(buffer.hashes[last] ?? 0)) {
    start = buffer.starts[last] ?? 0;
    last -= 1;
  }
  if (last >= 0 && isComparison(line, buffer, at)) {
    start = buffer.starts[last] ?? 0;
    last -= 1;
  }
  buffer.count = last + 1;
  return start;
}

/** `<1`, but not the opening of `<13>`. */
function isComparison(line: string, buffer: TokenBuffer, at: number): boolean {
  const last = buffer.count - 1;
  if (buffer.kinds[last] !== PUNCTUATION || buffer.ends[last] !== buffer.starts[at]) return false;
  return COMPARISONS.has(buffer.hashes[last] ?? 0) && line[buffer.ends[at] ?? 0] !== '>';
}

/**
 * Whether a variable belongs to the list before it, whose mark is then dropped. A list with spaces becomes one
 * variable; of `1,2,3`, which is text of its own make, two items are left, so that it stays apart from `1`.
 */
function extendsList(buffer: TokenBuffer, at: number): boolean {
  const kind = buffer.kinds[at];
  const last = buffer.count - 1;
  if (last >= 0 && buffer.kinds[last] === kind) return true;
  if (!isMarkBehind(buffer, last, kind)) return false;
  const isGlued = buffer.starts[at] === buffer.ends[last] && buffer.starts[last] === buffer.ends[last - 1];
  if (isGlued && !(buffer.hashes[last] === buffer.hashes[last - 2] && isMarkBehind(buffer, last - 2, kind)))
    return false;
  buffer.count = last;
  return true;
}

function isMarkBehind(buffer: TokenBuffer, mark: number, kind: number | undefined): boolean {
  if (mark < 1 || buffer.kinds[mark] !== PUNCTUATION || buffer.kinds[mark - 1] !== kind) return false;
  return LIST_MARKS.has(buffer.hashes[mark] ?? 0);
}
