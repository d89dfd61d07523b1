/** Values that belong to one event: excesses this close together count as one. */
export const EVENT_LENGTH = 60;
/** What a record usually exceeds the one before by, until this series has shown its own habit. */
const USUAL_EXCESS = 0.05;
const PRIOR_EVENTS = 6;
const REMEMBERED_EVENTS = 20;
/** An excess of this many times the usual one has surprise 0.5. */
const NOTABLE = 1.27;

/** Turns excesses into a surprise in [0,1): how far each is beyond those that this statistic usually has. */
export function createSurprise(): (excess: number) => number {
  let usual = USUAL_EXCESS;
  let events = PRIOR_EVENTS;
  let since = EVENT_LENGTH + 1;
  let largest = 0;
  const closeEvent = (): void => {
    events = Math.min(REMEMBERED_EVENTS, events + 1);
    usual += (largest - usual) / events;
  };
  return (excess) => {
    since += 1;
    if (excess <= 0) return 0;
    const surprise = excess / (excess + NOTABLE * usual);
    if (since > EVENT_LENGTH) {
      if (largest > 0) closeEvent();
      largest = 0;
      since = 0;
    }
    largest = Math.max(largest, excess);
    return surprise;
  };
}
