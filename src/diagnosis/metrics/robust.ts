/** A standard deviation in times of the median absolute deviation, for the bell curve. */
const BELL = 1.4826;

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The value below which this share of them lies, between neighbours in proportion; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  return quantileOfSorted(ascending(values), share);
}

/** As `quantile`, of values in ascending order. */
export function quantileOfSorted(sorted: readonly number[], share: number): number {
  const place = Math.max(0, Math.min(1, share)) * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The usual distance from the middle, on the scale of a standard deviation: outliers do not move it. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  return BELL * median(values.map((value) => Math.abs(value - middle)));
}

/** The usual distance from the middle, as `spread`; where most values are equal, what the rest says. */
export function anySpread(values: readonly number[]): number {
  const most = spread(values);
  if (most > 0) return most;
  return (quantile(values, 0.95) - quantile(values, 0.05)) / 3.3;
}

/** How alike neighbours are, in [-1,1]: 0 for noise, near 1 for what wanders. */
export function neighbourCorrelation(values: readonly number[]): number {
  const mean = average(values);
  let both = 0;
  let own = 0;
  values.forEach((value, index) => {
    own += (value - mean) ** 2;
    if (index > 0) both += (value - mean) * ((values[index - 1] ?? mean) - mean);
  });
  return own > 0 ? both / own : 0;
}

/** The mean, 0 of none. */
export function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
