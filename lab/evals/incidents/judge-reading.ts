import type { BrokenScenario } from '#lab/world';
import type { Reading } from './read-answer.ts';

/** Whether the root cause comes first, among the first three or not; of what is well, whether it is said so without naming a cause. */
export type Verdict = 'first' | 'in-three' | 'missed' | 'calm' | 'false-alarm';

/** So many causes are read. */
const LIST = 3;

/** Holds what an answer calls the cause against what is true. */
export function judgeReading(
  { causes, saysOver }: Reading,
  truth: NonNullable<BrokenScenario['truth']>,
): Verdict {
  if (truth.causes.length === 0)
    return causes.length === 0 || (truth.isOver === true && saysOver) ? 'calm' : 'false-alarm';
  const place = causes.findIndex((name) => truth.causes.includes(name));
  if (place === 0) return 'first';
  return place > 0 && place < LIST ? 'in-three' : 'missed';
}

/** What a turn is worth that ended without an answer. */
export function judgeSilence({ causes }: NonNullable<BrokenScenario['truth']>): Verdict {
  return causes.length === 0 ? 'false-alarm' : 'missed';
}
