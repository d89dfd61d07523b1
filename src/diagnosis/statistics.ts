/** A standard deviation in times of the median absolute deviation, for the bell curve. */
const BELL = 1.4826;
/** The bell curve's width between its 5th and 95th hundredth, in standard deviations. */
const NINE_OF_TEN = 3.29;

const ascending = (values: readonly number[]): Float64Array => Float64Array.from(values).sort();

/** The value below which this share of them lies, between neighbours in proportion; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  return quantileOfSorted(ascending(values), share);
}

/** As `quantile`, of values in ascending order. */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const place = clamp01(share) * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? NaN;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

/** The middle value; NaN of none. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The usual distance from the middle, on the scale of a standard deviation: outliers do not move it. */
export function spread(values: readonly number[]): number {
  const middle = median(values);
  return BELL * median(values.map((value) => Math.abs(value - middle)));
}

/** What nine of ten values lie within, on the scale of a standard deviation: not 0 as soon as one value in twenty differs. */
export function outerSpread(values: readonly number[]): number {
  const sorted = ascending(values);
  return (quantileOfSorted(sorted, 0.95) - quantileOfSorted(sorted, 0.05)) / NINE_OF_TEN;
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

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The mean, 0 of none. */
export const average = (values: readonly number[]): number =>
  values.length === 0 ? 0 : sum(values) / values.length;

export const clamp01 = (value: number): number => Math.min(1, Math.max(0, value));
