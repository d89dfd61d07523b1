import { placeOf } from './running-median.ts';

/** Levels nearer than this share of the range are one. */
const FINENESS = 1 / 2048;
/** Above this many, those that a wider range has made one are let go. */
const CAPACITY = 4096;

/** How far each value is from the nearest of every second one before the last: a level never seen, above, below or in between. */
export function createNearestValue(): (value: number) => number {
  let known: number[] = [];
  let waiting: number | undefined;
  let seen = 0;
  return (value) => {
    const distance = distanceTo(known, value);
    if (waiting !== undefined) known = remember(known, waiting);
    waiting = seen % 2 === 0 ? value : undefined;
    seen += 1;
    return Number.isFinite(distance) ? distance : 0;
  };
}

function distanceTo(known: readonly number[], value: number): number {
  const place = placeOf(known, value);
  const above = (known[place] ?? Infinity) - value;
  const below = value - (known[place - 1] ?? -Infinity);
  return Math.min(above, below);
}

function remember(known: number[], value: number): number[] {
  const finest = ((known.at(-1) ?? 0) - (known[0] ?? 0)) * FINENESS;
  if (distanceTo(known, value) <= finest) return known;
  known.splice(placeOf(known, value), 0, value);
  return known.length > CAPACITY ? apart(known, finest) : known;
}

/** The levels without those nearer than `finest` to the one kept before. */
function apart(known: readonly number[], finest: number): number[] {
  const kept: number[] = [];
  for (const level of known) if (level - (kept.at(-1) ?? -Infinity) > finest) kept.push(level);
  return kept;
}
