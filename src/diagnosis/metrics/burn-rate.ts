/** What a service promises: so much of its work goes well, over so many days. */
export interface Objective {
  /** Share of good events that is promised, such as 0.999. */
  target: number;
  /** Days of the promise; usually 30. */
  days: number;
}

/** How much of the work went badly in the time that ends now. */
export interface ErrorShare {
  /** Length of the time, in minutes. */
  minutes: number;
  /** Bad events of all events, from 0 to 1; null when there was nothing to count. */
  share: number | null;
}

/** A pair of windows that alerts together: the long one shows that it matters, the short one that it still goes on. */
export interface BurnWindow {
  shortMinutes: number;
  longMinutes: number;
  /** How many times faster than sustainable errors must come. */
  threshold: number;
  severity: 'page' | 'ticket';
}

/** The windows of the SRE workbook for a promise over 30 days. */
export const BURN_WINDOWS: readonly BurnWindow[] = [
  { shortMinutes: 5, longMinutes: 60, threshold: 14.4, severity: 'page' },
  { shortMinutes: 30, longMinutes: 360, threshold: 6, severity: 'page' },
  { shortMinutes: 120, longMinutes: 1440, threshold: 3, severity: 'ticket' },
  { shortMinutes: 360, longMinutes: 4320, threshold: 1, severity: 'ticket' },
];

/** What one pair of windows says; a rate is null where its window holds no data. */
export interface BurnReading extends BurnWindow {
  shortRate: number | null;
  longRate: number | null;
  burning: boolean;
}

/** How fast a service uses up what it may get wrong. */
export interface BurnReport {
  readings: BurnReading[];
  /** The most urgent pair that burns. */
  severity: 'page' | 'ticket' | 'none' | 'unknown';
  /** Share of the error budget that is left, below 0 when overspent; null when the whole time was not measured. */
  budgetLeft: number | null;
  /** The burn rate now, by the longest window of the most urgent pair that burns, else by the shortest long one that holds data. */
  rate: number | null;
  /** Hours until nothing is left at this rate, 0 when it is used up; null when it will not be within the promise's days. */
  hoursLeft: number | null;
}

/** Times faster than sustainable: at 1 the budget lasts exactly as long as the promise. Null without data. */
export function burnRateOf(share: number | null, { target }: Pick<Objective, 'target'>): number | null {
  const allowed = 1 - target;
  if (share === null || !Number.isFinite(share) || !(allowed > 0 && allowed < 1)) return null;
  return Math.min(1, Math.max(0, share)) / allowed;
}

function rateOver(shares: readonly ErrorShare[], minutes: number, objective: Objective): number | null {
  const found = shares.find((one) => one.minutes === minutes);
  return burnRateOf(found?.share ?? null, objective);
}

function hoursUntilUsedUp(left: number | null, rate: number | null, days: number): number | null {
  if (left === null) return null;
  if (left <= 0) return 0;
  if (rate === null || rate <= 0) return null;
  const hours = (left * days * 24) / rate;
  return hours > days * 24 ? null : hours;
}

/**
 * Judges shares of errors over windows of several lengths by the SRE workbook's pairs. `spent` is the share over the promise's
 * whole time. Without data it says so: `unknown` is not `none`. A target outside (0, 1) leaves everything unknown.
 */
export function judgeBurn(
  objective: Objective,
  { shares, spent }: { shares: readonly ErrorShare[]; spent: number | null },
): BurnReport {
  const readings = BURN_WINDOWS.map((pair): BurnReading => {
    const shortRate = rateOver(shares, pair.shortMinutes, objective);
    const longRate = rateOver(shares, pair.longMinutes, objective);
    const burning = (shortRate ?? 0) > pair.threshold && (longRate ?? 0) > pair.threshold;
    return { ...pair, shortRate, longRate, burning };
  });
  const worst = readings.find(({ burning }) => burning);
  const measured = readings.find(({ longRate }) => longRate !== null);
  const rate = (worst ?? measured)?.longRate ?? null;
  const used = burnRateOf(spent, objective);
  const budgetLeft = used === null ? null : 1 - used;
  return {
    readings,
    severity: worst?.severity ?? (measured ? 'none' : 'unknown'),
    budgetLeft,
    rate,
    hoursLeft: hoursUntilUsedUp(budgetLeft, rate, objective.days),
  };
}
