const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span of milliseconds as people say it: "4 s", "12 min", "3 h", "5 days". */
export function span(ms: number): string {
  const positive = Math.max(0, ms);
  if (positive < MINUTE) return `${Math.round(positive / SECOND)} s`;
  if (positive < 2 * HOUR) return `${Math.floor(positive / MINUTE)} min`;
  if (positive < 2 * DAY) return `${Math.floor(positive / HOUR)} h`;
  return `${Math.floor(positive / DAY)} days`;
}

/** A moment as systems write it: ISO 8601 in UTC. */
export const iso = (at: number): string => new Date(at).toISOString();

/** How long ago an ISO time was, such as "4 s ago"; undefined when there is none. */
export function ago(iso: string | undefined, now: number): string | undefined {
  const at = iso === undefined ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? undefined : `${span(now - at)} ago`;
}

/** The time of day in a time zone, with the date when it is not today's: "14:03:11", "12 Aug 14:03:11". */
export function clock(iso: string, now: number, timeZone: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' });
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);
  return day.format(at) === day.format(now) ? time : `${day.format(at)} ${time}`;
}

/** A share as a whole percentage; undefined without a whole. */
export function percent(part: number, whole: number | undefined): string | undefined {
  return whole === undefined || whole <= 0 ? undefined : `${Math.round((part / whole) * 100)}%`;
}
