import { isNewEvent } from './event-length.ts';

/** What a record usually exceeds the one before by, until this series has shown its own habit. */
const USUAL_EXCESS = 0.065;
/** Less than this is nothing to compare with: a series may be steadier than it matters. */
const LEAST_EXCESS = 0.08;
const PRIOR_EVENTS = 8;
const REMEMBERED_EVENTS = 30;
/** An excess of this many times the usual one has surprise 0.5. */
const NOTABLE = 1.3;

/** Turns excesses into a surprise in [0,1): how far each is beyond those that this statistic usually has. */
export function createSurprise(): (excess: number) => number {
  let usual = USUAL_EXCESS;
  let events = PRIOR_EVENTS;
  let begun = -Infinity;
  let largest = 0;
  let seen = 0;
  const closeEvent = (): void => {
    if (largest === 0) return;
    events = Math.min(REMEMBERED_EVENTS, events + 1);
    usual += (largest - usual) / events;
    largest = 0;
  };
  return (excess) => {
    seen += 1;
    if (excess <= 0) return 0;
    const surprise = excess / (excess + NOTABLE * Math.max(LEAST_EXCESS, usual));
    if (isNewEvent(begun, seen)) {
      closeEvent();
      begun = seen;
    }
    largest = Math.max(largest, excess);
    return surprise;
  };
}
