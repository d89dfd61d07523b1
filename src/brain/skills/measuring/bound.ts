import type { Threshold } from '../../understand/slot-types.ts';

/** A bare number is read as people say it of that unit: 5 is 5 %, 300 is 300 ms. */
function bare(value: number, unit: string): number {
  if (unit === 'ratio') return value / 100;
  if (unit === 'seconds' && value >= 10) return value / 1000;
  if (unit === 'milliseconds' && value < 10) return value * 1000;
  return value;
}

/** The bound in the unit of the series; undefined when they cannot be held against each other. */
export function boundIn({ value, unit: said }: Threshold, unit: string): number | undefined {
  if (said === 'count') return bare(value, unit);
  if (said === unit) return value;
  if (said === 'seconds' && unit === 'milliseconds') return value * 1000;
  if (said === 'bytes' && unit === 'bytes per second') return value;
  return undefined;
}

/** Whether a value lies where the bound asks. */
export const lies = (value: number, { than }: Threshold, bound: number): boolean =>
  than === 'above' ? value > bound : value < bound;
