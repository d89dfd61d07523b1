import type { Row } from './join-rows.ts';

const QUOTES = ['"', "'", '`'];

/** A row's tokens put together again as they stand between spaces; what is in quotes is one chunk. */
export function chunkRow(row: Row): Row {
  const tokens: string[] = [];
  const numbers = new Set<number>();
  const spaced = row.shapes[0]?.spaced ?? [];
  let closing = -1;
  row.tokens.forEach((token, at) => {
    const last = tokens.length - 1;
    if (last >= 0 && (at <= closing || !spaced[at])) {
      tokens[last] += token;
      numbers.delete(last);
    } else if (row.numbers.has(at)) numbers.add(tokens.push(token) - 1);
    else tokens.push(token);
    if (at > closing && opensQuote(row.tokens, spaced, at)) closing = row.tokens.indexOf(token, at + 1);
  });
  return { tokens, numbers, shapes: row.shapes };
}

/** A quote opens after a space or punctuation; after a word it is an apostrophe. */
function opensQuote(tokens: readonly string[], spaced: readonly boolean[], at: number): boolean {
  if (!QUOTES.includes(tokens[at] ?? '')) return false;
  return at === 0 || spaced[at] === true || !/[\p{L}\p{N}\0]$/u.test(tokens[at - 1] ?? '');
}
