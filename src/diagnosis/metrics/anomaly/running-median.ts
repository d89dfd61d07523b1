/** Keeps the median of the last `width` values (the upper one of an even number); `push` adds a value and returns it. */
export function createRunningMedian(width: number): (value: number) => number {
  const sorted: number[] = [];
  const recent = new Float64Array(width);
  let seen = 0;
  return (value) => {
    if (sorted.length === width) sorted.splice(placeOf(sorted, recent[seen % width] ?? value), 1);
    sorted.splice(placeOf(sorted, value), 0, value);
    recent[seen % width] = value;
    seen += 1;
    return sorted[sorted.length >> 1] ?? value;
  };
}

/** The first place in ascending `sorted` whose value is not below `value`. */
export function placeOf(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
