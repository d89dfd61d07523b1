import * as chrono from 'chrono-node/en';
import { DAY, HOUR, offsetMinutes, startOfDay, weekdayOf, type Moment } from './zone.ts';

/** A day, or a part of one, as it is written. */
export const DAY_WORDS =
  String.raw`(?:(?:on|the)\s+){0,2}(?:day before yesterday|(?:earlier\s+|later\s+)?(?:yesterday|today)|tonight|overnight|(?:early\s+|earlier\s+)?this\s+(?:morning|afternoon|evening)|last\s+night|(?:last\s+|this\s+|past\s+)?weekend|this\s+week|(?:last\s+|this\s+|past\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?MONTH(?:\s+\d{4})?|MONTH\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?)(?:\s+(?:morning|afternoon|evening|night))?`.replaceAll(
    'MONTH',
    '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)',
  );

/** A stretch of days or hours: what "yesterday" and "this morning" stand for. */
export interface Stretch {
  from: number;
  to: number;
  /** The day on which a clock time that goes with it lies. */
  midnight: number;
  half?: 'am' | 'pm';
  isLastNight?: boolean;
}

const PARTS: Readonly<Record<string, { from: number; to: number; half: 'am' | 'pm' }>> = {
  morning: { from: 5, to: 12, half: 'am' },
  afternoon: { from: 12, to: 18, half: 'pm' },
  evening: { from: 17, to: 24, half: 'pm' },
  night: { from: 20, to: 32, half: 'pm' },
};
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const NIGHT = { from: -4, to: 8 };

/** What the words for a day stand for; undefined for a date that is none. */
export function stretchOf(said: string, moment: Moment): Stretch | undefined {
  const text = said.toLowerCase();
  const today = startOfDay(moment.now, moment);
  if (/overnight|last\s+night/.test(text)) return { ...hours(today, NIGHT), isLastNight: true };
  if (text.includes('tonight')) return tonight(today, moment);
  if (text.includes('this week')) return days(startOfDay(moment.now, moment, -sinceMonday(moment)), 7);
  if (text.includes('weekend')) return days(saturday(today, text, moment), 2);
  const midnight = midnightOf(text, today, moment);
  if (midnight === undefined) return undefined;
  const part = Object.entries(PARTS).find(([name]) => text.endsWith(name))?.[1];
  if (part === undefined) return days(midnight, 1);
  return { ...hours(midnight, part), half: part.half };
}

const hours = (midnight: number, { from, to }: { from: number; to: number }): Stretch => ({
  from: midnight + from * HOUR,
  to: midnight + to * HOUR,
  midnight,
});

const days = (midnight: number, count: number): Stretch => ({
  from: midnight,
  to: midnight + count * DAY,
  midnight,
});

const sinceMonday = (moment: Moment): number => (weekdayOf(moment.now, moment) + 6) % 7;

function tonight(today: number, { now }: Moment): Stretch {
  const evening = today + 18 * HOUR;
  return evening <= now
    ? { from: evening, to: today + DAY, midnight: today, half: 'pm' }
    : { ...hours(today, NIGHT), isLastNight: true };
}

/** The Saturday that is meant: of the weekend that is on or was last. */
function saturday(today: number, text: string, moment: Moment): number {
  const since = (weekdayOf(moment.now, moment) + 1) % 7;
  const isOn = since < 2;
  return startOfDay(today, moment, -since - (isOn && /last|past/.test(text) ? 7 : 0));
}

function midnightOf(text: string, today: number, moment: Moment): number | undefined {
  if (text.includes('day before yesterday')) return startOfDay(today, moment, -2);
  if (text.includes('yesterday')) return startOfDay(today, moment, -1);
  if (/today|this\s+(?:morning|afternoon|evening)/.test(text)) return today;
  const weekday = WEEKDAYS.findIndex((name) => text.includes(name));
  if (weekday >= 0) return startOfDay(today, moment, -back(weekday, text, moment));
  const reference = { instant: new Date(moment.now), timezone: offsetMinutes(moment) };
  const date = chrono.casual.parseDate(
    text.replace(/\s+(?:morning|afternoon|evening|night)$/, ''),
    reference,
  );
  return date === null ? undefined : startOfDay(date.getTime(), moment);
}

function back(weekday: number, text: string, moment: Moment): number {
  const since = (weekdayOf(moment.now, moment) - weekday + 7) % 7;
  return since === 0 && /last|past/.test(text) ? 7 : since;
}
