import { ParseError } from './errors.ts';
import { tokenize } from './tokens.ts';
import type { Token, TokenKind } from './tokens.ts';

/** Reads a query token by token. */
export interface Reader {
  peek(ahead?: number): Token;
  next(): Token;
  /** Whether the next token is this sign or word. */
  is(...texts: string[]): boolean;
  /** Takes the next token if it is this sign or word. */
  take(...texts: string[]): Token | undefined;
  /** The next token, which must be of this kind. */
  want(kind: TokenKind): Token;
  /** The next token, which must be this sign. */
  expect(text: string): Token;
  fault(expecting?: string): ParseError;
}

const WORDS: ReadonlySet<string> = new Set(
  'by without bool on ignoring group_left group_right offset unwrap json logfmt regexp unpack pattern label_format line_format decolorize drop keep ip or and unless'.split(
    ' ',
  ),
);

function nameOf({ kind, text }: Token): string {
  return kind === 'sign' || kind === 'end' || WORDS.has(text) ? text : kind;
}

/** Loki loses the line of a sign of two characters. */
function placeOf({ kind, text, line, column }: Token): { line: number; column: number } {
  return { line: kind === 'sign' && text.length > 1 ? 0 : line, column };
}

export function createReader(query: string): Reader {
  const tokens = tokenize(query);
  const last = tokens.at(-1) as Token;
  let at = 0;
  const peek = (ahead = 0): Token => tokens[at + ahead] ?? last;
  const plain = ({ kind }: Token): boolean => kind === 'sign' || kind === 'IDENTIFIER' || kind === 'flag';
  const is = (...texts: string[]): boolean => plain(peek()) && texts.includes(peek().text);
  const fault = (expecting?: string): ParseError => {
    const hint = expecting === undefined ? '' : `, expecting ${expecting}`;
    return new ParseError(`syntax error: unexpected ${nameOf(peek())}${hint}`, placeOf(peek()));
  };
  const next = (): Token => {
    const token = peek();
    at++;
    return token;
  };
  return {
    peek,
    next,
    is,
    fault,
    take: (...texts) => (is(...texts) ? next() : undefined),
    want(kind) {
      if (peek().kind !== kind) throw fault(kind);
      return next();
    },
    expect(text) {
      if (!is(text)) throw fault(text);
      return next();
    },
  };
}
