import type { Row } from './join-rows.ts';

/** A row's tokens put together again as they stand between spaces; what is in double quotes is one chunk. */
export function chunksOf({ tokens, shapes }: Row): string[] {
  const spaced = shapes[0]?.spaced ?? [];
  const chunks: string[] = [];
  let quoted = false;
  tokens.forEach((token, at) => {
    const last = chunks.length - 1;
    if (last >= 0 && (quoted || !spaced[at])) chunks[last] += token;
    else chunks.push(token);
    if (token === '"') quoted = !quoted;
  });
  return chunks;
}
