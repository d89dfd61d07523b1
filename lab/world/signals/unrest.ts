import type { Curve } from './curve.ts';
import { jitter, seedOf, wander } from './noise.ts';

const MINUTE = 60_000;
const SLOTS = 180;
const BLOCK = SLOTS * MINUTE;
const MOST_REMEMBERED = 20_000;

/** How far something strays from its usual level, minute by minute, as a share of it; nothing on average over three hours. */
export interface Unrest {
  at: (time: number) => number;
  /** Its integral over the time of a curve: only differences mean something, and it comes back to 0 every three hours. */
  integral: (time: number, curve: Curve) => number;
}

/** A value for each minute of a block, by the block's beginning. */
type Draw = (start: number) => Float64Array;

const remembered = <Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value => {
  let value = known.get(key);
  if (value === undefined) {
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, (value = make()));
  }
  return value;
};

const startOf = (time: number): number => Math.floor(time / BLOCK) * BLOCK;

/** What a block has gathered at the start of each of its minutes, and at its end. */
function sumsOf(values: Float64Array, start: number, curve: Curve): Float64Array {
  const sums = new Float64Array(SLOTS + 1);
  let before = curve.integral(start);
  values.forEach((value, slot) => {
    const after = curve.integral(start + (slot + 1) * MINUTE);
    sums[slot + 1] = (sums[slot] ?? 0) + value * (after - before);
    before = after;
  });
  return sums;
}

function unrestOf(draw: Draw): Unrest {
  const blocks = new Map<number, Float64Array>();
  const sums = new WeakMap<Curve, Map<number, Float64Array>>();
  const known = new WeakMap<Curve, Map<number, number>>();
  const blockAt = (start: number): Float64Array => remembered(blocks, start, () => draw(start));
  const integrate = (time: number, curve: Curve): number => {
    const start = startOf(time);
    const slot = Math.floor((time - start) / MINUTE);
    const values = blockAt(start);
    const ofCurve = sums.get(curve) ?? new Map<number, Float64Array>();
    sums.set(curve, ofCurve);
    const gathered = remembered(ofCurve, start, () => sumsOf(values, start, curve));
    const [first, now, last] = [start, time, start + BLOCK].map((moment) => curve.integral(moment));
    const inSlot = (now ?? 0) - curve.integral(start + slot * MINUTE);
    const passed = ((now ?? 0) - (first ?? 0)) / ((last ?? 1) - (first ?? 0));
    return (gathered[slot] ?? 0) + (values[slot] ?? 0) * inSlot - passed * (gathered[SLOTS] ?? 0);
  };
  return {
    at(time) {
      const start = startOf(time);
      return blockAt(start)[Math.floor((time - start) / MINUTE)] ?? 0;
    },
    integral(time, curve) {
      const times = known.get(curve) ?? new Map<number, number>();
      known.set(curve, times);
      return remembered(times, time, () => integrate(time, curve));
    },
  };
}

const mean = (values: Float64Array): number => values.reduce((total, value) => total + value, 0) / SLOTS;

/** A value for each minute of a block. */
function drawn(start: number, value: (time: number) => number): Float64Array {
  return Float64Array.from({ length: SLOTS }, (_, slot) => value(start + slot * MINUTE));
}

/** Times of work are at most so far off: counters that follow them must never run backwards. */
const FURTHEST = 0.34;
const PAUSES = 0.985;

/** How times of work stray: from minute to minute, for some minutes, slowly, and now and then in a pause. */
export function unrestOfWork(text: string): Unrest {
  const [fast, some, slow, pause] = ['minute', 'minutes', 'slow', 'pause'].map((one) =>
    seedOf(`${text}/${one}`),
  );
  return unrestOf((start) => {
    const raw = drawn(start, (time) => {
      const paused = jitter(pause ?? 0, time, 3 * MINUTE) > PAUSES ? 0.12 : 0;
      const quick = 0.1 * jitter(fast ?? 0, time, MINUTE) + 0.08 * jitter(some ?? 0, time, 7 * MINUTE);
      return paused + quick + 0.1 * wander(slow ?? 0, time, 45 * MINUTE);
    });
    const middle = mean(raw);
    return raw.map((value) => Math.max(-FURTHEST, Math.min(FURTHEST, value - middle)));
  });
}

/** Everyday failures are never quite absent. */
const SEEN = 0.9;

/** How everyday failures come: most minutes have few, some have many. */
export function unrestOfFailures(text: string): Unrest {
  const [fast, slow] = ['failing', 'failing slowly'].map((one) => seedOf(`${text}/${one}`));
  const share = (seed: number | undefined, time: number, period: number): number =>
    (1 + jitter(seed ?? 0, time, period)) / 2;
  return unrestOf((start) => {
    const raw = drawn(
      start,
      (time) => -Math.log(1 - 0.98 * share(fast, time, MINUTE)) * (0.5 + share(slow, time, 11 * MINUTE)),
    );
    const middle = mean(raw);
    return raw.map((value) => SEEN * (value / middle - 1));
  });
}
