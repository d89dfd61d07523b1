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
/** Shifts for the worse that follow each other within an hour are steps of one climb. */
const ONE_CLIMB = 3_600_000;

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
 * When the last harmful departure of a series began, milliseconds since 1970: its last shift of level for the worse, from the
 * first step on where it came in several, else
 * its last run of values far from what was usual. Undefined when it never left what is usual.
 */
export function findOnset(samples: readonly Sample[], role: Symptom['role']): number | undefined {
  const values = samples.flatMap(({ at, value }) =>
    value === null ? [] : [{ at, harm: harmOf(role, value) }],
  );
  if (values.length < FEWEST) return undefined;
  const shifts = findChangePoints(values.map(({ at, harm }) => ({ at, value: harm })));
  return startOfClimb(shifts)?.at ?? departure(values);
}

interface Shift {
  at: number;
  before: number;
  after: number;
}

/** The last shift for the worse; where it only went on what others before it had begun, the first of them. */
function startOfClimb(shifts: readonly Shift[]): Shift | undefined {
  const isWorse = ({ before, after }: Shift): boolean => after > before;
  let place = shifts.findLastIndex(isWorse);
  for (let [now, earlier] = [shifts[place], shifts[place - 1]]; now && earlier;) {
    if (!isWorse(earlier) || now.at - earlier.at > ONE_CLIMB) break;
    place--;
    [now, earlier] = [earlier, shifts[place - 1]];
  }
  return shifts[place];
}
