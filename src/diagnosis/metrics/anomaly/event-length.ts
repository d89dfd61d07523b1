/** An event lasts at least this many values, */
const SHORTEST = 10;
/** and longer, the longer the series has been watched: this share of it, */
const SHARE = 0.03;
/** up to so many. */
const LONGEST = 300;

/** Whether what happens at value number `now` is another event than the one of value number `before`. */
export function isNewEvent(before: number, now: number): boolean {
  return now - before > Math.min(LONGEST, SHORTEST + SHARE * now);
}
