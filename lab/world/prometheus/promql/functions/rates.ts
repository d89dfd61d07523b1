import { regression } from '../statistics.ts';
import type { Samples } from '../values.ts';
import { windowed } from './shape.ts';
import type { PromFunction } from './shape.ts';

interface Kind {
  counter: boolean;
  perSecond: boolean;
}

/** What counters lost when their processes started again. */
function lostInResets(values: number[]): number {
  let lost = 0;
  for (let index = 1; index < values.length; index++) {
    const previous = values[index - 1] ?? 0;
    if ((values[index] ?? 0) < previous) lost += previous;
  }
  return lost;
}

/** Seconds before the first and after the last sample that the trend is carried on for. */
function reach(gap: number, average: number): number {
  return gap < average * 1.1 ? gap : average / 2;
}

function extrapolated(
  { times, values }: Samples,
  { start, end }: { start: number; end: number },
  kind: Kind,
): number | undefined {
  const first = values[0] ?? NaN;
  const firstAt = times[0] ?? NaN;
  const lastAt = times.at(-1) ?? NaN;
  if (values.length < 2) return undefined;
  const change = (values.at(-1) ?? NaN) - first + (kind.counter ? lostInResets(values) : 0);
  const sampled = (lastAt - firstAt) / 1000;
  const average = sampled / (values.length - 1);
  let toStart = (firstAt - start) / 1000;
  if (kind.counter && change > 0 && first >= 0) toStart = Math.min(toStart, sampled * (first / change));
  const covered = sampled + reach(toStart, average) + reach((end - lastAt) / 1000, average);
  const result = change * (covered / sampled);
  return kind.perSecond ? result / ((end - start) / 1000) : result;
}

function instantaneous({ times, values }: Samples, isRate: boolean): number | undefined {
  const count = values.length;
  if (count < 2) return undefined;
  const lastValue = values[count - 1] ?? NaN;
  const before = values[count - 2] ?? NaN;
  const seconds = ((times[count - 1] ?? 0) - (times[count - 2] ?? 0)) / 1000;
  if (seconds === 0) return undefined;
  if (!isRate) return lastValue - before;
  return (lastValue < before ? lastValue : lastValue - before) / seconds;
}

const extrapolating = (kind: Kind): PromFunction =>
  windowed((window, bounds) => extrapolated(window, bounds, kind));

/** Functions of how values change within a window. */
export const RATES: [string, PromFunction][] = [
  ['rate', extrapolating({ counter: true, perSecond: true })],
  ['increase', extrapolating({ counter: true, perSecond: false })],
  ['delta', extrapolating({ counter: false, perSecond: false })],
  ['irate', windowed((window) => instantaneous(window, true))],
  ['idelta', windowed((window) => instantaneous(window, false))],
  [
    'deriv',
    windowed((window) =>
      window.values.length < 2 ? undefined : regression(window, window.times[0] ?? 0).slope,
    ),
  ],
  [
    'predict_linear',
    windowed((window, { at, parameters: [seconds = NaN] }) => {
      if (window.values.length < 2) return undefined;
      const { slope, intercept } = regression(window, at);
      return slope * seconds + intercept;
    }),
  ],
];
