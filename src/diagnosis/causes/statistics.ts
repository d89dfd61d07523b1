/** The value at a share of the sorted values, interpolated; NaN when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}

/** The middle value; NaN when there are none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Spread that outliers do not move, on the scale of a standard deviation. */
export function robustSpread(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = median(values);
  const deviations = values.map((value) => Math.abs(value - middle));
  const wide = (quantile(values, 0.95) - quantile(values, 0.05)) / 3.29;
  return Math.max(1.4826 * median(deviations), wide);
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));
