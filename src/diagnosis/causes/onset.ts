import { findChangePoints } from '../metrics/change-points.ts';
import { median, outerSpread } from '../statistics.ts';
import type { Sample } from '../sample.ts';
import type { Symptom } from './evidence.ts';

/** A level counts as left when a value is so many usual distances from it... */
const CLEAR = 5;
/** ... and so many values in a row are. */
const IN_A_ROW = 2;
/** Of a series with fewer values nothing is usual yet. */
const FEWEST = 12;

const harmOf = (role: Symptom['role'], value: number): number => (role === 'availability' ? -value : value);

/** The first of the last run of values that lie clearly on the harmful side of the first half's level. */
function departure(values: readonly { at: number; harm: number }[]): number | undefined {
  const calm = values.slice(0, Math.ceil(values.length / 2)).map(({ harm }) => harm);
  const level = median(calm);
  const distance = CLEAR * Math.max(outerSpread(calm), Math.abs(level) * 0.02, 1e-9);
  const isOut = values.map(({ harm }) => harm > level + distance);
  const last = isOut.findLastIndex((out, index) => out && isOut[index - IN_A_ROW + 1] === true);
  if (last < 0) return undefined;
  const before = isOut.slice(0, last).findLastIndex((out, index) => !out && isOut[index - 1] !== true);
  return values[before + 1]?.at;
}

/**
 * When the last harmful departure of a series began, milliseconds since 1970: its last shift of level for the worse, else
 * its last run of values far from what was usual. Undefined when it never left what is usual.
 */
export function findOnset(samples: readonly Sample[], role: Symptom['role']): number | undefined {
  const values = samples.flatMap(({ at, value }) =>
    value === null ? [] : [{ at, harm: harmOf(role, value) }],
  );
  if (values.length < FEWEST) return undefined;
  const shifts = findChangePoints(values.map(({ at, harm }) => ({ at, value: harm })));
  const worse = shifts.findLast(({ before, after }) => after > before);
  return worse?.at ?? departure(values);
}
