import type { ChangeEvent } from './change.ts';

/** How a change stands in time to the beginning of the trouble; only `before` may have to do with it. */
export type ChangeTiming = 'before' | 'long-before' | 'after';

/** A change, and how it stands in time to the beginning of the trouble. */
export interface LinedUpChange {
  change: ChangeEvent;
  timing: ChangeTiming;
  /** Milliseconds from the change to the beginning; negative when it came after. */
  lead: number;
  /** 0..1: 1 right before the beginning, half of it each half-hour earlier, 0 when it came after. */
  closeness: number;
}

export interface Beginning {
  /** Milliseconds since 1970: the first unusual interval, or the alarm. */
  at: number;
  /** How long that interval is: the trouble may have begun anywhere in it. */
  within: number;
}

const HALF_LIFE = 30 * 60_000;
const LONG = 4 * 60 * 60_000;

function timingOf(lead: number, within: number): ChangeTiming {
  if (lead < -within) return 'after';
  return lead > LONG ? 'long-before' : 'before';
}

/** Lines changes up with the beginning of trouble, the closest before it first; a change that came after it explains nothing. */
export function lineUpChanges(changes: readonly ChangeEvent[], { at, within }: Beginning): LinedUpChange[] {
  const linedUp = changes.map((change) => {
    const lead = at - change.at;
    const timing = timingOf(lead, within);
    const closeness = timing === 'before' ? 0.5 ** (Math.max(0, lead) / HALF_LIFE) : 0;
    return { change, timing, lead, closeness };
  });
  const sameTime = (a: LinedUpChange, b: LinedUpChange): number => (a.change.id < b.change.id ? -1 : 1);
  return linedUp.toSorted((a, b) => b.closeness - a.closeness || b.lead - a.lead || sameTime(a, b));
}
