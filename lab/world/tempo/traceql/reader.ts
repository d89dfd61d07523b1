import { syntaxFault } from './fault.ts';
import type { TraceqlFault } from './fault.ts';
import type { Token } from './tokens.ts';

/** Goes through the tokens of a query. */
export interface Reader {
  peek(ahead?: number): Token;
  next(): Token;
  /** Whether the next token is this mark or word; takes it if so. */
  accept(text: string): boolean;
  isNext(...texts: string[]): boolean;
  expect(text: string): void;
  /** Goes back to where it was when `mark` was called. */
  mark(): () => void;
  unexpected(): TraceqlFault;
}

const NAMES: Record<string, string> = {
  '{': 'OPEN_BRACE',
  '}': 'CLOSE_BRACE',
  '(': 'OPEN_PARENS',
  ')': 'CLOSE_PARENS',
};

function nameOf({ kind, text }: Token): string {
  if (kind === 'end') return '$end';
  if (kind === 'word') return 'IDENTIFIER';
  if (kind === 'attribute') return 'IDENTIFIER';
  if (kind === 'number') return 'INTEGER';
  return kind === 'mark' ? (NAMES[text] ?? text) : kind.toUpperCase();
}

const END: Token = { kind: 'end', text: '$end', column: 1 };

/** Opens a reader at the beginning. */
export function createReader(tokens: readonly Token[]): Reader {
  let at = 0;
  const peek = (ahead = 0): Token => tokens[at + ahead] ?? tokens.at(-1) ?? END;
  const isPlain = ({ kind }: Token): boolean => kind === 'mark' || kind === 'word';
  const isNext = (...texts: string[]): boolean => isPlain(peek()) && texts.includes(peek().text);
  const unexpected = (): TraceqlFault =>
    syntaxFault(peek().column, `syntax error: unexpected ${nameOf(peek())}`);
  const accept = (text: string): boolean => {
    const found = isNext(text);
    if (found) at++;
    return found;
  };
  return {
    peek,
    isNext,
    accept,
    unexpected,
    next: () => {
      const token = peek();
      at++;
      return token;
    },
    expect(text) {
      if (!accept(text)) throw unexpected();
    },
    mark() {
      const place = at;
      return () => {
        at = place;
      };
    },
  };
}
