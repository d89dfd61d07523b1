import { expandContraction } from './contractions.ts';
import { jsonMention } from './json-mention.ts';
import { tokenOf, type Quote, type Token } from './token.ts';

const MOST_TOKENS = 400;

/** A message's words in order, and what stood in quotation marks. Linear in the message's length. */
export function tokenise(text: string): { tokens: Token[]; quotes: Quote[] } {
  const quotes = findQuotes(text);
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length && tokens.length < MOST_TOKENS) {
    const mention = text.startsWith('<<', position) ? jsonMention(text, position) : undefined;
    if (mention) {
      tokens.push(...mention.tokens);
      position = mention.end;
      continue;
    }
    const chunk = nextChunk(text, position);
    tokens.push(...tokensOf(chunk.text, chunk.start, quotes));
    position = chunk.end;
  }
  return { tokens, quotes: quotes.filter((quote) => quote.text.includes(' ')) };
}

const isSpace = (character: string | undefined) => character !== undefined && character.trim() === '';

function nextChunk(text: string, from: number): { text: string; start: number; end: number } {
  let start = from;
  while (start < text.length && isSpace(text[start])) start += 1;
  let end = start;
  while (end < text.length && !isSpace(text[end]) && !text.startsWith('<<', end)) end += 1;
  if (end === start && end < text.length) end += 2;
  const brokenLine = text.slice(end, end + 3).includes('\n');
  return { text: text.slice(start, end) + (brokenLine ? '\n' : ''), start, end };
}

/** Spans in backticks or quotation marks; an apostrophe inside a word is none. */
function findQuotes(text: string): Quote[] {
  const found: Quote[] = [];
  let open = -1;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark !== '`' && mark !== '"' && mark !== "'") continue;
    if (open >= 0 && text[open] === mark && closes(text, at)) {
      found.push({ text: text.slice(open + 1, at), start: open, end: at + 1 });
      open = -1;
    } else if (open < 0 && opens(text, at)) open = at;
    else if (open >= 0 && at - open > 300) open = -1;
  }
  return found.filter((quote) => quote.text.trim() !== '');
}

const opens = (text: string, at: number) => at === 0 || /[\s([{=:,]/.test(text[at - 1] ?? ' ');
const closes = (text: string, at: number) => text[at] !== "'" || !/[\w]/.test(text[at + 1] ?? ' ');

const EDGE = /[^\p{L}\p{N}]/u;

function tokensOf(chunk: string, start: number, quotes: Quote[]): Token[] {
  const pieces = splitChunk(chunk);
  const tokens = pieces.flatMap(({ text, at }) => trimmed(text, start + at));
  const last = tokens.at(-1);
  if (last) last.ends = /[.,;:!?\n)]["'`*_)\n]*$/.test(chunk);
  return tokens.flatMap((token) => expandContraction(token)).map((token) => markQuoted(token, quotes));
}

/** Splits off brackets, commas and comparison signs; names, paths, labels and times stay whole. */
function splitChunk(chunk: string): { text: string; at: number }[] {
  const pieces: { text: string; at: number }[] = [];
  for (const match of chunk.matchAll(/[<>=!≥≤]{1,3}(?=\d|$)|[^<>()[\]{}"`,;!≥≤\n|]+|[<>≥≤]=?/gu)) {
    pieces.push({ text: match[0], at: match.index });
  }
  return pieces.flatMap(splitComparison);
}

/** "replicas=2" and "restarts>3" are three words; "app=cart" and "namespace=web" are one. */
function splitComparison({ text, at }: { text: string; at: number }): { text: string; at: number }[] {
  const sign = /^([A-Za-z]+)(==?)(\d+)$/.exec(text);
  if (!sign) return [{ text, at }];
  const [, word = '', operator = '', value = ''] = sign;
  return [
    { text: word, at },
    { text: operator === '=' ? '==' : operator, at: at + word.length },
    { text: value, at: at + word.length + operator.length },
  ];
}

const SIGNS = new Set(['!=', '>', '<', '>=', '<=', '==', '===', '≥', '≤', '=']);

function trimmed(text: string, start: number): Token[] {
  if (SIGNS.has(text)) return [tokenOf(text === '=' ? '==' : text, start)];
  let from = 0;
  let to = text.length;
  while (from < to && EDGE.test(text[from] ?? '') && !startsFlag(text, from) && !startsGlob(text, from))
    from += 1;
  while (to > from && EDGE.test(text[to - 1] ?? '') && text[to - 1] !== '%' && text[to - 1] !== '*') to -= 1;
  return to > from ? [tokenOf(text.slice(from, to), start + from)] : [];
}

/** "*-api". */
const startsGlob = (text: string, from: number) => from === 0 && /^\*[-.A-Za-z0-9]/.test(text);
const startsFlag = (text: string, from: number) => from === 0 && /^--?[A-Za-z]/.test(text);

function markQuoted(token: Token, quotes: Quote[]): Token {
  const quote = quotes.find(({ start, end }) => token.start >= start && token.end <= end);
  return quote === undefined || quote.text.includes(' ') ? token : { ...token, quoted: true };
}
