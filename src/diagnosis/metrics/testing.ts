import fc from 'fast-check';
import type { Sample } from '../causes/evidence.ts';

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

/** Any series at all: irregular, with holes, with numbers that are none. */
export const anySeries = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 0, max: 20 * MINUTE }),
      value: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 100 }) },
        { weight: 1, arbitrary: fc.double() },
        { weight: 1, arbitrary: fc.constant(null) },
      ),
    }),
    { maxLength: 400, size: 'max' },
  )
  .map((rows) => {
    let at = 0;
    return rows.map(({ gap, value }): Sample => ({ at: (at += gap), value }));
  });
