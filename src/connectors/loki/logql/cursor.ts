import { tokensOf } from './tokens.ts';
import type { Token } from './tokens.ts';

/** Where a query leaves the grammar. */
export class Fault extends Error {
  readonly at: number;
  constructor(at: number, problem: string) {
    super(problem);
    this.at = at;
  }
}

/** Walks over the tokens of a query. */
export interface Cursor {
  peek: (ahead?: number) => Token;
  next: () => Token;
  /** Whether the next token is one of these signs or words. */
  is: (...texts: string[]) => boolean;
  take: (...texts: string[]) => boolean;
  /** Takes a token of one of these kinds. */
  want: (what: string, ...kinds: Token['kind'][]) => Token;
  expect: (text: string) => void;
  fault: (expected?: string) => Fault;
}

function named({ kind, text }: Token): string {
  if (kind === 'end') return 'it ends too early';
  if (kind === 'open-quote') return text === "'" ? 'texts stand in double quotes' : 'a quote is not closed';
  return `${JSON.stringify(text)} is not expected`;
}

export function openCursor(query: string): Cursor {
  const tokens = tokensOf(query);
  let at = 0;
  const peek = (ahead = 0): Token => tokens[at + ahead] ?? { kind: 'end', text: '', from: query.length };
  const isPlain = ({ kind }: Token): boolean => kind === 'sign' || kind === 'word';
  const is = (...texts: string[]): boolean => isPlain(peek()) && texts.includes(peek().text);
  const next = (): Token => {
    const token = peek();
    at++;
    return token;
  };
  const fault = (expected?: string): Fault => {
    const isClear = expected === undefined || peek().kind === 'open-quote';
    return new Fault(peek().from, named(peek()) + (isClear ? '' : `: ${expected} belongs here`));
  };
  return {
    peek,
    next,
    is,
    fault,
    take: (...texts) => is(...texts) && next() !== undefined,
    want(what, ...kinds) {
      if (!kinds.includes(peek().kind)) throw fault(what);
      return next();
    },
    expect(text) {
      if (!is(text)) throw fault(`"${text}"`);
      next();
    },
  };
}
