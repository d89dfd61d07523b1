import { hash32 } from '../engine/random.ts';

/** A number in [-1, 1] that belongs to a seed and a slot, the same for ever. */
function at(seed: number, slot: number): number {
  let mixed = Math.imul(seed ^ Math.imul(slot, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2_147_483_648 - 1;
}

/** Smooth noise in [-1, 1]: a new value every `period` ms, straight lines between. */
export function wander(seed: number, time: number, period: number): number {
  const place = time / period;
  const slot = Math.floor(place);
  const share = place - slot;
  return at(seed, slot) * (1 - share) + at(seed, slot + 1) * share;
}

/** Noise in [-1, 1] that jumps at every `period` ms. */
export function jitter(seed: number, time: number, period: number): number {
  return at(seed, Math.floor(time / period));
}

export function seedOf(text: string): number {
  return hash32(text);
}

/** A share in [0, 1) that belongs to a text. */
export function shareOf(text: string): number {
  return (at(hash32(text), 0) + 1) / 2;
}
