import { PUNCTUATION, WORD, type TokenBuffer } from './token-buffer.ts';

const VARIABLE = 0x2a2a2a2a;

/** A number that stands for what a line's tokens have in common with others of its shape (52 bits). */
export function lineKey(buffer: TokenBuffer): number {
  let high = 0x9e3779b9 | 0;
  let low = 0x85ebca6b | 0;
  for (let at = 0; at < buffer.count; at += 1) {
    const kind = buffer.kinds[at] ?? WORD;
    const part = kind <= PUNCTUATION ? (buffer.hashes[at] ?? 0) : VARIABLE + kind;
    high = Math.imul(high ^ part, 0x85ebca6b);
    high ^= high >>> 13;
    low = Math.imul(low + part, 0xc2b2ae35);
    low ^= low >>> 16;
  }
  return (high >>> 0) * 0x100000 + (low & 0xfffff);
}
