/** Kinds of token. From VAR_NUMBER on it is a variable. */
export const WORD = 0;
export const PUNCTUATION = 1;
export const VAR_NUMBER = 2;
export const VAR_NAME = 3;
export const VAR_PATH = 4;
export const VAR_FLAG = 5;

/** Tokens of one line as columns, reused from line to line. */
export interface TokenBuffer {
  count: number;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly hashes: Int32Array;
}

/** What of a line is looked at: tokens and characters beyond are left out. */
export const MOST_TOKENS = 512;
export const MOST_CHARS = 8192;

export function createTokenBuffer(): TokenBuffer {
  return {
    count: 0,
    kinds: new Uint8Array(MOST_TOKENS),
    starts: new Int32Array(MOST_TOKENS),
    ends: new Int32Array(MOST_TOKENS),
    hashes: new Int32Array(MOST_TOKENS),
  };
}
