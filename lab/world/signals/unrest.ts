import type { Curve } from './curve.ts';
import { jitter, seedOf, wander } from './noise.ts';

const MINUTE = 60_000;
const SLOTS = 180;
const BLOCK = SLOTS * MINUTE;
/** Blocks of two weeks, and some. */
const MOST_REMEMBERED = 150;

/** How far something strays from its usual level, minute by minute, as a share of it; nothing on average over three hours. */
export interface Unrest {
  at: (time: number) => number;
  /** Its integral over the time of a curve: only differences mean something, and it comes back to 0 every three hours. */
  integral: (time: number, curve: Curve) => number;
}

/** A value for each minute of a block, by the block's beginning. */
type Draw = (start: number) => Float64Array;

function remembered<Value>(known: Map<number, Value>, key: number, make: () => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, (value = make()));
  }
  return value;
}

const startOf = (time: number): number => Math.floor(time / BLOCK) * BLOCK;

/** The curve's integral at the beginning of each minute of a block and at its end, and what has strayed until then. */
interface Gathered {
  passed: Float64Array;
  strayed: Float64Array;
}

function gather(values: Float64Array, start: number, curve: Curve): Gathered {
  const passed = Float64Array.from({ length: SLOTS + 1 }, (_, slot) => curve.integral(start + slot * MINUTE));
  const strayed = new Float64Array(SLOTS + 1);
  values.forEach((value, slot) => {
    strayed[slot + 1] = (strayed[slot] ?? 0) + value * ((passed[slot + 1] ?? 0) - (passed[slot] ?? 0));
  });
  return { passed, strayed };
}

/** What has strayed since the beginning of the block: as much comes back over the block as has come on top. */
function strayedSince(
  { passed, strayed }: Gathered,
  slot: number,
  at: { value: number; now: number },
): number {
  const [first, last] = [passed[0] ?? 0, passed[SLOTS] ?? 1];
  const inSlot = at.value * (at.now - (passed[slot] ?? 0));
  return (strayed[slot] ?? 0) + inSlot - ((at.now - first) / (last - first)) * (strayed[SLOTS] ?? 0);
}

function unrestOf(draw: Draw): Unrest {
  const blocks = new Map<number, Float64Array>();
  const curves = new WeakMap<Curve, Map<number, Gathered>>();
  const blockAt = (start: number): Float64Array => remembered(blocks, start, () => draw(start));
  const gatheredIn = (curve: Curve): Map<number, Gathered> => {
    const known = curves.get(curve) ?? new Map<number, Gathered>();
    curves.set(curve, known);
    return known;
  };
  return {
    at(time) {
      const start = startOf(time);
      return blockAt(start)[Math.floor((time - start) / MINUTE)] ?? 0;
    },
    integral(time, curve) {
      const start = startOf(time);
      const slot = Math.floor((time - start) / MINUTE);
      const values = blockAt(start);
      const gathered = remembered(gatheredIn(curve), start, () => gather(values, start, curve));
      return strayedSince(gathered, slot, { value: values[slot] ?? 0, now: curve.integral(time) });
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
