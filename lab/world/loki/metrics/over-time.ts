/** The samples of one series in one window, oldest first. */
export interface Window {
  times: readonly number[];
  values: readonly number[];
  seconds: number;
  param?: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function variance(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return sum(values.map((value) => (value - mean) ** 2)) / values.length;
}

/** A quantile with straight lines between neighbours. */
function quantile(share: number, values: readonly number[]): number {
  if (share < 0) return -Infinity;
  if (share > 1) return Infinity;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = share * (sorted.length - 1);
  const low = sorted[Math.max(0, Math.floor(rank))] ?? NaN;
  const high = sorted[Math.min(sorted.length - 1, Math.floor(rank) + 1)] ?? NaN;
  const weight = rank - Math.floor(rank);
  return low * (1 - weight) + high * weight;
}

function increase(values: readonly number[]): number {
  return values.slice(1).reduce((total, value, index) => {
    const before = values[index] ?? 0;
    return total + (value >= before ? value - before : value);
  }, 0);
}

/** What each function makes of a window that has at least one sample. */
export const OVER_TIME: Record<string, (window: Window) => number> = {
  rate: ({ values, seconds }) => sum(values) / seconds,
  bytes_rate: ({ values, seconds }) => sum(values) / seconds,
  rate_counter: ({ values, seconds }) => increase(values) / seconds,
  count_over_time: ({ values }) => sum(values),
  bytes_over_time: ({ values }) => sum(values),
  sum_over_time: ({ values }) => sum(values),
  avg_over_time: ({ values }) => sum(values) / values.length,
  min_over_time: ({ values }) => Math.min(...values),
  max_over_time: ({ values }) => Math.max(...values),
  stdvar_over_time: ({ values }) => variance(values),
  stddev_over_time: ({ values }) => Math.sqrt(variance(values)),
  quantile_over_time: ({ values, param = 0.5 }) => quantile(param, values),
  first_over_time: ({ values }) => values[0] ?? NaN,
  last_over_time: ({ values }) => values.at(-1) ?? NaN,
};
