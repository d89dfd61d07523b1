/** The part of a person's day. */
export type DayPart = 'morning' | 'afternoon' | 'evening' | 'night';

const hourIn = (at: number, timeZone: string): number =>
  Number(
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' }).format(at).slice(0, 2),
  );

/** Which part of the day it is where somebody is: night from ten until five. */
export function partOfDay(at: number, timeZone: string): DayPart {
  const hour = hourIn(at, timeZone);
  if (hour < 5 || hour >= 22) return 'night';
  if (hour < 12) return 'morning';
  return hour < 18 ? 'afternoon' : 'evening';
}

/** Friday from noon on, where somebody is: the week is nearly done. */
export function isWeeksEnd(at: number, timeZone: string): boolean {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(at);
  return day === 'Fri' && hourIn(at, timeZone) >= 12;
}
