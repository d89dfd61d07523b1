/** A counter that only grows, in whole steps, over time in ms. */
type Counter = (time: number) => number;

/** Within so many ms steps come evenly: nobody can tell, and looking closer takes long. */
const FINEST = 120;
const MOST_IN_BLOCK = 40_000;
const BLOCK = 3_600_000;

interface Point {
  time: number;
  count: number;
}

function between(counter: Counter, [low, high]: readonly [Point, Point], found: number[]): void {
  const more = high.count - low.count;
  if (more <= 0 || found.length >= MOST_IN_BLOCK) return;
  if (high.time - low.time <= FINEST || more > MOST_IN_BLOCK) {
    for (let index = 0; index < Math.min(more, MOST_IN_BLOCK); index++)
      found.push(Math.round(low.time + ((index + 0.5) * (high.time - low.time)) / more));
    return;
  }
  const time = Math.floor((low.time + high.time) / 2);
  const middle = { time, count: counter(time) };
  between(counter, [low, middle], found);
  between(counter, [middle, high], found);
}

/** The moments of `from <= at < to` at which a counter took a step. The same moments whatever the window. */
export function crossings(counter: Counter, from: number, to: number): number[] {
  const found: number[] = [];
  for (let block = Math.floor(from / BLOCK) * BLOCK; block < to; block += BLOCK) {
    const own: number[] = [];
    const low = { time: block, count: counter(block) };
    const high = { time: block + BLOCK, count: counter(block + BLOCK) };
    between(counter, [low, high], own);
    found.push(...own.filter((at) => at >= from && at < to));
  }
  return found;
}
