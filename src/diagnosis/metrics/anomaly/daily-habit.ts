const DAY = 24 * 60 * 60 * 1000;
const MOST_SLOTS = 1440;
/** Gaps between values that are looked at before the day is cut into slots. */
const GAPS = 16;
/** How fast a slot follows what it sees. */
const FOLLOW = 0.2;
const SLOT_MEMORY = 8;
const SERIES_MEMORY = 3000;
/** The whole series' habit weighs as much as this many days of one slot's own. */
const PRIOR = 5;

/** A value against what this time of day usually has. */
export interface DailyGap {
  /** In the series' own unit. */
  gap: number;
  /** In times of the gap that this time of day usually has. */
  relative: number;
}

interface Slots {
  level: Float64Array;
  gap: Float64Array;
  seen: Float64Array;
}

/** Learns a level and a usual gap for each slot of the day, as wide as the series' step; all gaps are 0 until it can tell. */
export function createDailyHabit(): (at: number, value: number) => DailyGap {
  const steps: number[] = [];
  let last = NaN;
  let slots: Slots | undefined;
  const usual = { gap: 0, seen: 0 };
  return (at, value) => {
    if (slots) return compare(slots, usual, { place: slotOf(at, slots.level.length), value });
    if (at > last) steps.push(at - last);
    last = at;
    if (steps.length >= GAPS) slots = cutDay(steps);
    return { gap: 0, relative: 0 };
  };
}

function cutDay(steps: number[]): Slots {
  const step = steps.sort((a, b) => a - b)[steps.length >> 1] ?? DAY;
  const count = Math.min(MOST_SLOTS, Math.max(1, Math.round(DAY / step)));
  return {
    level: new Float64Array(count).fill(NaN),
    gap: new Float64Array(count),
    seen: new Float64Array(count),
  };
}

function slotOf(at: number, count: number): number {
  const share = (((at % DAY) + DAY) % DAY) / DAY;
  return Math.min(count - 1, Math.floor(share * count));
}

interface Reading {
  place: number;
  value: number;
}

function compare(slots: Slots, usual: { gap: number; seen: number }, { place, value }: Reading): DailyGap {
  const level = slots.level[place] ?? NaN;
  if (Number.isNaN(level)) {
    slots.level[place] = value;
    return { gap: 0, relative: 0 };
  }
  const gap = value - level;
  const size = Math.abs(gap);
  usual.seen += 1;
  usual.gap += (size - usual.gap) / Math.min(usual.seen, SERIES_MEMORY);
  const seen = slots.seen[place] ?? 0;
  const own = slots.gap[place] ?? 0;
  const scale = (own * seen + usual.gap * PRIOR) / (seen + PRIOR);
  const days = Math.min(seen, SLOT_MEMORY) + 1;
  slots.gap[place] = own + (size - own) / days;
  slots.seen[place] = days;
  slots.level[place] = level + FOLLOW * gap;
  return { gap, relative: scale > 0 ? gap / scale : 0 };
}
