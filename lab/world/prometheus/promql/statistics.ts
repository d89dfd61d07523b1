/** The value below which a share of the values lies, between neighbours by proportion. */
export function quantile(share: number, values: readonly number[]): number {
  if (values.length === 0 || Number.isNaN(share)) return NaN;
  if (share < 0) return -Infinity;
  if (share > 1) return Infinity;
  const sorted = [...values].sort((a, b) => (Number.isNaN(a) ? -1 : Number.isNaN(b) ? 1 : a - b));
  const rank = share * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return (sorted[lower] ?? NaN) * (1 - weight) + (sorted[upper] ?? NaN) * weight;
}

/** The population variance. */
export function standardVariance(values: readonly number[]): number {
  let mean = 0;
  let squares = 0;
  values.forEach((value, index) => {
    const delta = value - mean;
    mean += delta / (index + 1);
    squares += delta * (value - mean);
  });
  return squares / values.length;
}

/** A sum whose rounding errors are carried along. */
export function carefulSum(values: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    if (!Number.isFinite(next)) lost = 0;
    else lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Slope per second and value at `origin` of the line through samples. */
export function regression(
  { times, values }: { times: readonly number[]; values: readonly number[] },
  origin: number,
): { slope: number; intercept: number } {
  const count = values.length;
  const [first = NaN] = values;
  if (values.every((value) => value === first)) {
    return Number.isFinite(first) ? { slope: 0, intercept: first } : { slope: NaN, intercept: NaN };
  }
  const xs = times.map((time) => (time - origin) / 1000);
  const sumX = carefulSum(xs);
  const sumY = carefulSum(values);
  const sumXY = carefulSum(xs.map((x, index) => x * (values[index] ?? 0)));
  const sumX2 = carefulSum(xs.map((x) => x * x));
  const slope = (sumXY - (sumX * sumY) / count) / (sumX2 - (sumX * sumX) / count);
  return { slope, intercept: sumY / count - (slope * sumX) / count };
}
