import { ParseError } from './errors.ts';
import { byteSize, durationMs } from './units.ts';

export type TokenKind =
  'STRING' | 'IDENTIFIER' | 'NUMBER' | 'DURATION' | 'BYTES' | 'RANGE' | 'flag' | 'sign' | 'end';

export interface Token {
  kind: TokenKind;
  /** Of a string what it means, else what was written. */
  text: string;
  line: number;
  column: number;
}

const SPACE = /^(?:\s+|#[^\n]*)+/;
const TEXT = /^(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`)/;
const SIGN = /^(?:\|=|\|~|\|>|!=|!~|!>|=~|==|>=|<=|[{}()[\],.=|<>+\-*/%^])/;
const QUANTITY =
  /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h|d|w|y))+(?![\w.])|^\d+(?:\.\d+)?(?:[KMGTPkmgtp]i?[bB]|[bB])(?!\w)/;
const NUMBER = /^(?:0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)/;
const WORD = /^[a-zA-Z_][\w]*/;
const FLAG = /^--[a-z-]+/;
const RANGE = /^\[([^\]]*)\]/;

function unquote(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  return text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/g, (_, escaped: string) => {
    const known = { n: '\n', t: '\t', r: '\r' }[escaped];
    if (known !== undefined) return known;
    return /^[ux]./.test(escaped) ? String.fromCharCode(parseInt(escaped.slice(1), 16)) : escaped;
  });
}

type Read = Pick<Token, 'kind' | 'text'> & { size: number };

function quantity(text: string): Read | undefined {
  const [found] = QUANTITY.exec(text) ?? [];
  if (found === undefined) return undefined;
  if (durationMs(found) !== undefined) return { kind: 'DURATION', text: found, size: found.length };
  return byteSize(found) === undefined ? undefined : { kind: 'BYTES', text: found, size: found.length };
}

const KINDS: [RegExp, TokenKind][] = [
  [RANGE, 'RANGE'],
  [FLAG, 'flag'],
  [NUMBER, 'NUMBER'],
  [WORD, 'IDENTIFIER'],
  [SIGN, 'sign'],
];

function read(text: string): Read | undefined {
  const quoted = TEXT.exec(text)?.[0];
  if (quoted !== undefined) return { kind: 'STRING', text: unquote(quoted), size: quoted.length };
  const measured = quantity(text);
  if (measured) return measured;
  for (const [pattern, kind] of KINDS) {
    const found = pattern.exec(text);
    if (found) return { kind, text: found[1] ?? found[0], size: found[0].length };
  }
  return undefined;
}

/** The tokens of a query, an `end` last. */
export function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const place = () => {
    const before = query.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  for (;;) {
    at += SPACE.exec(query.slice(at))?.[0].length ?? 0;
    if (at >= query.length) return [...tokens, { kind: 'end', text: '$end', ...place() }];
    const rest = query.slice(at);
    const token = read(rest);
    if (!token) {
      const problem = /^["`]/.test(rest)
        ? 'literal not terminated'
        : `syntax error: unexpected character ${JSON.stringify(rest[0])}`;
      throw new ParseError(problem, place());
    }
    const { size, ...kept } = token;
    tokens.push({ ...kept, ...place() });
    at += size;
  }
}
