import type { Value } from '../values.ts';
import { DATES } from './dates.ts';
import { HISTOGRAMS } from './histogram.ts';
import { LABELLING } from './labelling.ts';
import { MATHS } from './maths.ts';
import { OVER_TIME } from './over-time.ts';
import { RATES } from './rates.ts';
import type { PromFunction } from './shape.ts';

/** A vector in the order of its values, what is not a number last. */
function sorted(value: Value | undefined, sign: 1 | -1): Value {
  const points = value?.type === 'vector' ? value.points : [];
  const order = (a: number, b: number): number => {
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return sign * (a - b);
  };
  return { type: 'vector', points: [...points].sort((a, b) => order(a.value, b.value)) };
}

const CONVERSIONS: [string, PromFunction][] = [
  ['time', (_, at) => ({ type: 'scalar', value: at / 1000 })],
  ['pi', () => ({ type: 'scalar', value: Math.PI })],
  [
    'scalar',
    ([value]) => {
      const [only, second] = value?.type === 'vector' ? value.points : [];
      return { type: 'scalar', value: only && !second ? only.value : NaN };
    },
  ],
  [
    'vector',
    ([value]) => ({
      type: 'vector',
      points: [{ labels: {}, value: value?.type === 'scalar' ? value.value : NaN }],
    }),
  ],
  ['sort', ([value]) => sorted(value, 1)],
  ['sort_desc', ([value]) => sorted(value, -1)],
];

/** Every function but those that look at their argument's text: absent, absent_over_time, timestamp of a selector. */
export const FUNCTIONS: ReadonlyMap<string, PromFunction> = new Map([
  ...CONVERSIONS,
  ...MATHS,
  ...DATES,
  ...OVER_TIME,
  ...RATES,
  ...LABELLING,
  ...HISTOGRAMS,
]);
