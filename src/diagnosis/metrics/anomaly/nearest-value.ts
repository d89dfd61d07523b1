import { placeOf } from './running-median.ts';

/** Above this many, every second remembered value is let go. */
const CAPACITY = 2048;

/** How far each value is from the nearest of every second one before the last: a level never seen, above, below or in between. */
export function createNearestValue(): (value: number) => number {
  let known: number[] = [];
  let waiting: number | undefined;
  let seen = 0;
  return (value) => {
    const place = placeOf(known, value);
    const distance = Math.min(
      Math.abs((known[place] ?? Infinity) - value),
      Math.abs((known[place - 1] ?? -Infinity) - value),
    );
    if (waiting !== undefined) known.splice(placeOf(known, waiting), 0, waiting);
    if (known.length > CAPACITY) known = known.filter((_, index) => index % 2 === 0);
    waiting = seen % 2 === 0 ? value : undefined;
    seen += 1;
    return Number.isFinite(distance) ? distance : 0;
  };
}
