import { elementwise, numberIn } from './shape.ts';
import type { PromFunction } from './shape.ts';

const SIMPLE: Record<string, (value: number) => number> = {
  abs: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  deg: (value) => (value * 180) / Math.PI,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  log10: Math.log10,
  log2: Math.log2,
  rad: (value) => (value * Math.PI) / 180,
  sgn: Math.sign,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
};

const clamp: PromFunction = (args, at) => {
  const [, low, high] = args.map(numberIn);
  if (low !== undefined && high !== undefined && high < low) return { type: 'vector', points: [] };
  return elementwise((value, [min = NaN, max = NaN]) => Math.max(min, Math.min(max, value)))(args, at);
};

function rounded(value: number, [to = 1]: number[]): number {
  const inverse = 1 / to;
  return Math.floor(value * inverse + 0.5) / inverse;
}

/** Functions of single numbers. */
export const MATHS: [string, PromFunction][] = [
  ...Object.entries(SIMPLE).map(([name, compute]): [string, PromFunction] => [
    name,
    elementwise((value) => compute(value)),
  ]),
  ['clamp', clamp],
  ['clamp_max', elementwise((value, [max = NaN]) => Math.min(max, value))],
  ['clamp_min', elementwise((value, [min = NaN]) => Math.max(min, value))],
  ['round', elementwise(rounded)],
  ['timestamp', (args, at) => elementwise(() => at / 1000)(args, at)],
];
