/** A piece of a query. */
export interface Token {
  kind: 'text' | 'word' | 'number' | 'duration' | 'bytes' | 'range' | 'flag' | 'sign' | 'open-quote' | 'end';
  /** As it was written; of a quoted text what it means. */
  text: string;
  /** Where it begins, from 0. */
  from: number;
}

type Kind = Token['kind'];

const UNIT = '(?:ns|us|µs|ms|s|m|h|d|w|y)';

/** Each kind of token; the first that fits is taken. */
const FORMS: [Kind, RegExp][] = [
  ['text', /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y],
  ['open-quote', /["'`]/y],
  ['range', /\[[^\]]*\]/y],
  ['duration', new RegExp(`(?:\\d+(?:\\.\\d+)?${UNIT})+(?![\\w.])`, 'y')],
  ['bytes', /\d+(?:\.\d+)?(?:[KMGTP]i?B|B)(?!\w)/iy],
  ['number', /0x[0-9a-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy],
  ['flag', /--[a-z-]+/y],
  ['word', /[a-zA-Z_]\w*/y],
  ['sign', /\|=|\|~|\|>|!=|!~|!>|=~|==|>=|<=|[{}(),.=|<>+\-*/%^]/y],
];

const SPACE = /(?:\s+|#[^\n]*)*/y;

function meaning(kind: Kind, text: string): string {
  if (kind !== 'text') return text;
  const inner = text.slice(1, -1);
  return text.startsWith('`') ? inner : inner.replace(/\\(.)/g, '$1');
}

function tokenAt(query: string, from: number): { token: Token; end: number } {
  for (const [kind, form] of FORMS) {
    form.lastIndex = from;
    const found = form.exec(query)?.[0];
    if (found !== undefined)
      return { token: { kind, text: meaning(kind, found), from }, end: from + found.length };
  }
  return { token: { kind: 'open-quote', text: query[from] ?? '', from }, end: query.length };
}

/** The tokens of a query, an `end` last. What is no token counts as a quote that is not closed. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(query)?.[0].length ?? 0;
    if (at >= query.length) return [...tokens, { kind: 'end', text: '', from: query.length }];
    const { token, end } = tokenAt(query, at);
    tokens.push(token);
    at = end;
  }
}
