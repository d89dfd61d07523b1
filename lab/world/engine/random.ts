/** Deterministic randomness: the same seed gives the same company. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  integer(below: number): number;
  pick<T>(items: readonly T[]): T;
  hex(length: number): string;
  /** Letters as Kubernetes chooses for generated names: no vowels, nothing to mistake. */
  suffix: (length: number) => string;
  uuid(): string;
}

const SAFE = 'bcdfghjklmnpqrstvwxz2456789';

function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function createRandom(seed: number): Random {
  const next = generator(seed);
  const integer = (below: number): number => Math.floor(next() * below);
  const letters = (alphabet: string, length: number): string =>
    Array.from({ length }, () => alphabet[integer(alphabet.length)]).join('');
  const hex = (length: number): string => letters('0123456789abcdef', length);
  return {
    next,
    integer,
    hex,
    suffix: (length) => letters(SAFE, length),
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[integer(4)]}${hex(3)}-${hex(12)}`,
    pick(items) {
      const item = items[integer(items.length)];
      if (item === undefined) throw new RangeError('pick from an empty list');
      return item;
    },
  };
}

/** FNV-1a over text, for names derived from content. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A pod-template-hash: the decimal digits of the hash in the safe alphabet. */
export function safeHash(text: string): string {
  return [...String(hash32(text))].map((digit) => SAFE[digit.charCodeAt(0) % SAFE.length]).join('');
}
