import type { Sample } from '../sample.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A series with a value each `step`, for tests only. */
export function seriesOf(
  length: number,
  valueAt: (index: number) => number | null,
  step = 5 * MINUTE,
): Sample[] {
  return Array.from({ length }, (_, index) => ({ at: index * step, value: valueAt(index) }));
}

/** Noise without randomness, in [-1,1). */
export function noise(index: number): number {
  const mixed = Math.imul(index ^ (index >>> 15), 0x2c1b3c6d) ^ (index << 7);
  const again = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((again ^ (again >>> 15)) >>> 0) / 2 ** 31 - 1;
}

const ODD_VALUES = [null, NaN, Infinity, -Infinity, 0, -0, 1e308, -1e308, 5e-324, Number.MAX_SAFE_INTEGER];

/** One of many series for tests of what always holds: of any length, irregular, with holes and with numbers that are none. */
export function oddSeries(seed: number): Sample[] {
  const pick = (index: number, count: number): number =>
    Math.floor(((noise(Math.imul(seed, 7919) + index) + 1) / 2) * count);
  const oddity = pick(1, 20);
  let at = 0;
  return Array.from({ length: pick(0, 400) }, (_, index) => {
    const place = 2 + 3 * index;
    at += pick(place, 10) === 0 ? 0 : pick(place, 20 * MINUTE);
    const isOdd = pick(place + 1, 20) < oddity;
    return {
      at,
      value: isOdd ? (ODD_VALUES[pick(place + 2, ODD_VALUES.length)] ?? null) : pick(place + 2, 100),
    };
  });
}
