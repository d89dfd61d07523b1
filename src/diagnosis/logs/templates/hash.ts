const PRIME = 0x01000193;

/** Where a hash starts. */
export const HASH_SEED = 0x811c9dc5 | 0;

/** Adds one character code (or any 32-bit number) to a hash. */
export function addToHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, PRIME);
}

/** The hash of a word, the same as of its characters one by one. */
export function hashWord(word: string): number {
  let hash = HASH_SEED;
  for (let index = 0; index < word.length; index += 1) hash = addToHash(hash, word.charCodeAt(index));
  return hash;
}
