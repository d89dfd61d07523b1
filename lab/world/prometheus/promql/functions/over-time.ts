import { carefulSum, quantile, standardVariance } from '../statistics.ts';
import type { Value } from '../values.ts';
import { windowed } from './shape.ts';
import type { PromFunction } from './shape.ts';

function largest(values: number[]): number {
  return values.reduce((best, value) => (value > best || Number.isNaN(best) ? value : best));
}

function smallest(values: number[]): number {
  return values.reduce((best, value) => (value < best || Number.isNaN(best) ? value : best));
}

function steps(values: number[], counts: (previous: number, value: number) => boolean): number {
  let total = 0;
  for (let index = 1; index < values.length; index++)
    if (counts(values[index - 1] ?? NaN, values[index] ?? NaN)) total += 1;
  return total;
}

const differs = (a: number, b: number): boolean => a !== b && !(Number.isNaN(a) && Number.isNaN(b));

const FOLDS: Record<string, (values: number[]) => number> = {
  avg_over_time: (values) => carefulSum(values) / values.length,
  sum_over_time: carefulSum,
  count_over_time: (values) => values.length,
  max_over_time: largest,
  min_over_time: smallest,
  present_over_time: () => 1,
  stddev_over_time: (values) => Math.sqrt(standardVariance(values)),
  stdvar_over_time: standardVariance,
  changes: (values) => steps(values, differs),
  resets: (values) => steps(values, (previous, value) => value < previous),
};

/** The last sample of each window; the one function of windows that keeps the metric's name. */
function last([matrix]: Value[]): Value {
  const windows = matrix?.type === 'matrix' ? matrix.windows : [];
  return {
    type: 'vector',
    points: windows.map(({ labels, values }) => ({ labels, value: values.at(-1) ?? NaN })),
  };
}

/** Functions that fold the values of a window. */
export const OVER_TIME: [string, PromFunction][] = [
  ...Object.entries(FOLDS).map(([name, fold]): [string, PromFunction] => [
    name,
    windowed(({ values }) => fold(values)),
  ]),
  ['last_over_time', last],
  ['quantile_over_time', windowed(({ values }, { parameters: [share = NaN] }) => quantile(share, values))],
];
