/** Keeps the mean of the last `width` values; `push` adds a value and returns it. */
export function createRunningMean(width: number): (value: number) => number {
  const recent = new Float64Array(width);
  let seen = 0;
  let sum = 0;
  return (value) => {
    const place = seen % width;
    sum += value - (recent[place] ?? 0);
    recent[place] = value;
    seen += 1;
    if (place === width - 1) sum = total(recent);
    return sum / Math.min(seen, width);
  };
}

/** Keeps the standard deviation of the last `width` values; `push` adds a value and returns it. */
export function createRunningDeviation(width: number): (value: number) => number {
  const mean = createRunningMean(width);
  const meanSquare = createRunningMean(width);
  let origin: number | undefined;
  return (value) => {
    origin ??= value;
    const distance = value - origin;
    const square = meanSquare(distance * distance);
    return Math.sqrt(Math.max(0, square - mean(distance) ** 2));
  };
}

/** Gives each value back after `steps` more have come; until then the first one. */
export function createDelay(steps: number): (value: number) => number {
  const recent = new Float64Array(steps);
  let seen = 0;
  return (value) => {
    if (seen === 0) recent.fill(value);
    const old = recent[seen % steps] ?? value;
    recent[seen % steps] = value;
    seen += 1;
    return old;
  };
}

/** Adds up anew once a round, so that rounding errors do not gather. */
function total(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
