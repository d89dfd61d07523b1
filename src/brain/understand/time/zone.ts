/** When somebody asks, and where on earth. */
export interface Moment {
  now: number;
  timeZone: string;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Midnight of the day that holds the instant, so many days on. */
export function startOfDay(at: number, moment: Moment, days = 0): number {
  const offset = offsetMinutes({ ...moment, now: at }) * 60_000;
  return Math.floor((at + offset) / DAY) * DAY - offset + days * DAY;
}

/** Of the place where somebody asks: 0 is Sunday. */
export const weekdayOf = (at: number, moment: Moment): number =>
  new Date(at + offsetMinutes({ ...moment, now: at }) * 60_000).getUTCDay();

/** Minutes east of Greenwich at that moment; 0 for a zone nobody knows. */
export function offsetMinutes({ now, timeZone }: Moment): number {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  } catch {
    return 0;
  }
}
