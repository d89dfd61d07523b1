import type { Span } from './span.ts';
import type { Candidate } from './values.ts';

const LONGEST = 8192;
const QUOTE = /\\{0,3}["'`]/y;
/** Up to what ends a value inside a line: white space, a separator, a closing bracket, a written line end. */
const INSIDE = /(?:[^\s,;&"'`)\]}<\\]|\\(?![nrt"'])){1,8192}/y;
const WORD = /[^\s]{1,8192}/y;
const REST = /[^\n]{0,512}/y;
const LINE_START = /(?:^|\n)[\s>|#+-]*(?:(?:export|set|ENV|ARG)\s+)?["']?[-.]{0,2}$/;
const SENTENCE =
  /\b(?:is|are|was|be|must|should|cannot|failed|fails|invalid|required|expired|missing|not|error|denied|for|the|of|to|by|in|with|and|or|has|have|bytes)\b/i;

/** The value that stands after the name and its separator, with or without quotes, and where. */
export function readValue(text: string, pair: RegExpExecArray): Candidate & Span {
  const start = pair.index + pair[0].length;
  const [quote] = matchAt(QUOTE, text, start) ?? [];
  if (quote !== undefined) return quotedValue(text, start, quote);
  const prose = /:[ \t]+$/.test(pair[0]);
  if (!startsLine(text, pair.index)) return insideLine(text, start, prose);
  return prose ? restOfLine(text, start) : firstWord(text, start);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function quotedValue(text: string, at: number, quote: string): Candidate & Span {
  const start = at + quote.length;
  const end = endOfQuoted(text, start, quote);
  return { value: text.slice(start, end), start, end, quoted: true, prose: false };
}

function endOfQuoted(text: string, start: number, quote: string): number {
  const limit = Math.min(text.length, start + LONGEST);
  for (let at = start; at < limit; at += 1) {
    if (text.startsWith(quote, at)) return at;
    if (text[at] === '\n') return at;
    if (text[at] === '\\') at += 1;
  }
  return limit;
}

function startsLine(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 48), at);
  return LINE_START.test(at <= 48 ? `\n${before}` : before);
}

function restOfLine(text: string, start: number): Candidate & Span {
  const word = matchAt(WORD, text, start)?.[0] ?? '';
  const rest = matchAt(REST, text, start)?.[0].trimEnd() ?? '';
  const more = rest
    .slice(word.length)
    .replace(/\s#.*$/, '')
    .trim();
  if (more !== '' && SENTENCE.test(rest)) return { value: '', start, end: start, quoted: false, prose: true };
  if (more === '' || !/^[A-Za-z]+$/.test(word)) return firstWord(text, start);
  return { value: rest, start, end: start + rest.length, quoted: false, prose: false };
}

function firstWord(text: string, start: number): Candidate & Span {
  const value = (matchAt(WORD, text, start)?.[0] ?? '').replace(/[,;]+$/, '');
  return { value, start, end: start + value.length, quoted: false, prose: false };
}

function insideLine(text: string, start: number, prose: boolean): Candidate & Span {
  const value = matchAt(INSIDE, text, start)?.[0] ?? '';
  const end = start + value.length;
  const goesOn = prose && /^[A-Za-z]+$/.test(value) && /^[ \t]+[A-Za-z]/.test(text.slice(end, end + 8));
  return { value: goesOn ? '' : value, start, end, quoted: false, prose };
}
