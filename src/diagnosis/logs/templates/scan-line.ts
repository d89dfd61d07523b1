import {
  AT,
  BACKSLASH,
  BEYOND_HEX,
  COLON,
  DIGIT,
  DOT,
  JOINER,
  LETTER,
  OTHER,
  ROLE,
  SCOPE,
  SEPARATOR,
  SLASH,
  SOLID,
  SPACE,
  X,
  charInfo,
} from './char-table.ts';
import { HASH_SEED, addToHash } from './hash.ts';
import {
  MOST_CHARS,
  MOST_TOKENS,
  PUNCTUATION,
  VAR_NAME,
  VAR_NUMBER,
  VAR_PATH,
  WORD,
  type TokenBuffer,
} from './token-buffer.ts';

const APOSTROPHE = 39;
const OPEN_ROUND = 40;
const CLOSE_ROUND = 41;
const STAR = 42;
const DOT_CODE = 46;
const COMMA = 44;
const COLON_CODE = 58;
const EQUALS = 61;
const QUESTION = 63;
const QUERY_ENDS = ' \t"\'`<>()[]{},;';
const THOUSANDS_BEFORE = /(?:^|\D)\d{1,3}$/;
const THOUSANDS_AFTER = /^\d{3}(?!\d)/;
const SHORTEST_HEX_WORD = 8;

/** A run of characters between spaces and separators, as far as it has been read. */
interface Run {
  from: number;
  /** Where its last character other than a full stop or colon ends. */
  end: number;
  hash: number;
  bits: number;
}

/** Cuts a line into words, punctuation and variables (whatever has digits in it, paths, addresses). */
export function scanLine(line: string, buffer: TokenBuffer): void {
  buffer.count = 0;
  const length = Math.min(line.length, MOST_CHARS);
  const run: Run = { from: 0, end: 0, hash: 0, bits: 0 };
  let index = 0;
  while (index < length && buffer.count < MOST_TOKENS - 2) {
    const code = line.charCodeAt(index);
    const role = charInfo(code) & ROLE;
    if (role === SPACE) index += 1;
    else if (role === SEPARATOR || code === DOT_CODE || code === COLON_CODE)
      index = scanPunctuation(line, index, buffer);
    else index = scanRun(line, startRun(run, index), buffer);
  }
}

function startRun(run: Run, from: number): Run {
  run.from = from;
  run.end = from;
  run.hash = HASH_SEED;
  run.bits = 0;
  return run;
}

function push(buffer: TokenBuffer, kind: number, run: Run): void {
  const at = buffer.count;
  buffer.kinds[at] = kind;
  buffer.starts[at] = run.from;
  buffer.ends[at] = run.end;
  buffer.hashes[at] = run.hash;
  buffer.count = at + 1;
}

/** One or more of the same punctuation mark. */
function scanPunctuation(line: string, from: number, buffer: TokenBuffer): number {
  const code = line.charCodeAt(from);
  let end = from + 1;
  while (end < MOST_CHARS && line.charCodeAt(end) === code) end += 1;
  push(buffer, PUNCTUATION, { from, end, hash: addToHash(HASH_SEED, code), bits: 0 });
  return end;
}

function scanRun(line: string, run: Run, buffer: TokenBuffer): number {
  const afterEquals = isAfterEquals(line, buffer);
  const length = Math.min(line.length, MOST_CHARS);
  let { from: index, hash, bits } = run;
  for (; index < length; index += 1) {
    const code = line.charCodeAt(index);
    const info = charInfo(code);
    const role = info & ROLE;
    if (role === SPACE || (role === SEPARATOR && !isWithinRun(line, index, bits))) break;
    if (role === JOINER && endsRun(line, index, afterEquals ? COLON : bits)) break;
    hash = addToHash(hash, code);
    bits |= info & ~ROLE;
    if (code === COLON_CODE && line.charCodeAt(index + 1) === COLON_CODE) bits |= SCOPE;
    if ((info & (DOT | COLON)) === 0) {
      run.end = index + 1;
      run.hash = hash;
    }
  }
  run.bits = bits;
  const kind = kindOf(line, run);
  if (kind === VAR_PATH && line.charCodeAt(run.end) === QUESTION) run.end = queryEnd(line, run.end);
  push(buffer, kind, run);
  return run.end;
}

/** Where the query behind a path or URL ends. */
function queryEnd(line: string, from: number): number {
  let end = from;
  while (end < MOST_CHARS && !QUERY_ENDS.includes(line[end] ?? ' ')) end += 1;
  return end;
}

function isAfterEquals(line: string, buffer: TokenBuffer): boolean {
  const last = buffer.count - 1;
  return (
    last >= 0 && buffer.kinds[last] === PUNCTUATION && line.charCodeAt(buffer.starts[last] ?? 0) === EQUALS
  );
}

/** An apostrophe between letters belongs to the word, a comma between thousands to the number. */
function isWithinRun(line: string, index: number, bits: number): boolean {
  const code = line.charCodeAt(index);
  if (code === APOSTROPHE) return isLetter(line, index - 1) && isLetter(line, index + 1);
  if (code !== COMMA || (bits & ~OTHER) !== DIGIT) return false;
  return (
    THOUSANDS_BEFORE.test(line.slice(Math.max(0, index - 4), index)) &&
    THOUSANDS_AFTER.test(line.slice(index + 1, index + 5))
  );
}

function isLetter(line: string, index: number): boolean {
  return (charInfo(line.charCodeAt(index)) & LETTER) !== 0;
}

/** Two full stops end a run; so does the colon of a plain `key:value`. */
function endsRun(line: string, index: number, bits: number): boolean {
  const code = line.charCodeAt(index);
  const next = line.charCodeAt(index + 1);
  if (code === DOT_CODE) return next === DOT_CODE;
  if (code !== COLON_CODE || (bits & ~(LETTER | BEYOND_HEX | X)) !== 0) return false;
  if (next === COLON_CODE || charInfo(next) & BACKSLASH || line.startsWith('//', index + 1)) return false;
  return !isHardwareAddress(line, index);
}

/** `ab:cd:` opens a hardware address rather than a key with its value. */
function isHardwareAddress(line: string, colon: number): boolean {
  return (
    line.charCodeAt(colon + 3) === COLON_CODE &&
    /^[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]/i.test(line.slice(colon - 2, colon + 5))
  );
}

function kindOf(line: string, run: Run): number {
  const { bits, from, end } = run;
  if ((bits & (DIGIT | LETTER)) === 0) return kindOfSigns(line, run);
  if (bits & DIGIT) return isCodeName(line, run) || isAcronym(line, run) ? WORD : kindWithDigits(line, run);
  if (bits & (SLASH | BACKSLASH) && isPath(line, run)) return VAR_PATH;
  if (bits & AT && bits & DOT) return VAR_PATH;
  return (bits & ~(LETTER | COLON)) === 0 && end - from >= SHORTEST_HEX_WORD ? VAR_NUMBER : WORD;
}

/** Asterisks hide a value; a slash by itself is the root path. */
function kindOfSigns(line: string, { from, end }: Run): number {
  if (end - from > 1 && line.charCodeAt(from) === STAR) return VAR_NUMBER;
  const alone = QUERY_ENDS.includes(line[from - 1] ?? ' ') && QUERY_ENDS.includes(line[end] ?? ' ');
  return end - from === 1 && line[from] === '/' && alone ? VAR_PATH : PUNCTUATION;
}

/** `SHA1` and `IPV6` are names with a version rather than numbers of things. */
function isAcronym(line: string, { from, end, bits }: Run): boolean {
  const length = end - from;
  if (length < 3 || length > 7 || bits & ~(LETTER | BEYOND_HEX | X | DIGIT)) return false;
  return /^[A-Z]{2,6}\d$/.test(line.slice(from, end));
}

/** `init2()` and `Driver43::start` name code, digits or not. */
function isCodeName(line: string, { from, end, bits }: Run): boolean {
  if (!isLetter(line, from) || bits & (SLASH | AT)) return false;
  if (bits & SCOPE) return (bits & BEYOND_HEX) !== 0;
  return line.charCodeAt(end) === OPEN_ROUND && line.charCodeAt(end + 1) === CLOSE_ROUND;
}

function kindWithDigits(line: string, { from, bits }: Run): number {
  if (bits & (SLASH | BACKSLASH) && bits & BEYOND_HEX) return VAR_PATH;
  if (bits & BEYOND_HEX) return VAR_NAME;
  if ((bits & X) === 0) return VAR_NUMBER;
  const first = (charInfo(line.charCodeAt(from)) & ROLE) === SOLID ? from : from + 1;
  return line.startsWith('0x', first) || line.startsWith('0X', first) ? VAR_NUMBER : VAR_NAME;
}

/** Absolute, with two slashes or a dotted part: `read/write` and `N/A` are words. */
function isPath(line: string, { from, end, bits }: Run): boolean {
  if (bits & (BACKSLASH | DOT)) return true;
  const first = line.indexOf('/', from);
  if (first === from) return end - from > 1;
  const second = line.indexOf('/', first + 1);
  return second !== -1 && second < end;
}
