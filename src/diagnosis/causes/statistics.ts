const inOrder = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

function at(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** The value at a share of the sorted values, interpolated; NaN when there are none. */
export const quantile = (values: readonly number[], share: number): number => at(inOrder(values), share);

/** The middle value; NaN when there are none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Spread that outliers do not move, on the scale of a standard deviation; 0 when there are fewer than two values. */
export function robustSpread(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const sorted = inOrder(values);
  const middle = at(sorted, 0.5);
  const deviations = values.map((value) => Math.abs(value - middle));
  const wide = (at(sorted, 0.95) - at(sorted, 0.05)) / 3.29;
  return Math.max(1.4826 * median(deviations), wide);
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));
