import * as chrono from 'chrono-node/en';
import { DAY_WORDS, stretchOf, type Stretch } from './days.ts';
import { DAY, HOUR, offsetMinutes, startOfDay, type Moment } from './zone.ts';

const ISO = String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:\s?Z|[+-]\d\d:?\d\d)?`;
const ZONE = String.raw`(?:\s*(?:utc|gmt|z|cet|cest|est|edt|pst|pdt|bst)\b)?`;
const HALF_DAY = String.raw`(?:\s+(?:in\s+the\s+(?:morning|afternoon|evening)|at\s+night))?`;
/** A clock time that nothing else can be. */
const CLOCK = String.raw`(?:(?:(?:half|quarter)\s+past|quarter\s+to)\s+\d{1,2}|\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}h\d\d|\d{1,2}\s*(?:[ap]\.?m\b\.?|o[’']?\s?clock)|noon|midday|midnight)`;
const AGO = String.raw`(?:(?:an?|one|half\s+an?|\d+(?:\.\d+)?|two|three|four|five|six|ten|twelve|thirty|a\s+few|a\s+couple\s+of|couple\s+of)\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\s+ago)`;
/** An hour without anything that says so: only what stands around it can. */
const BARE = String.raw`(?:[01]?\d|2[0-4])`;

const timed = (clock: string): string =>
  String.raw`(?:${DAY_WORDS},?\s+)?(?:at\s+)?${clock}${HALF_DAY}${ZONE}(?:,?\s+${DAY_WORDS})?`;

/** A point in time that shows itself as one. */
export const SURE_POINT = `(?:${ISO}|${AGO}|${timed(CLOCK)}|${DAY_WORDS})`;
/** The same, or a bare hour. */
export const ANY_POINT = `(?:${ISO}|${AGO}|${timed(CLOCK)}|${timed(BARE)}|${DAY_WORDS})`;

/** What a wording of a time may stand for. */
export interface Point {
  /** Instants, the likeliest reading of the clock among them; one unless the half of the day is open. */
  instants: number[];
  /** For a whole day or a part of it, which the instants are the start of. */
  to?: number;
}

const DAYS = new RegExp(DAY_WORDS, 'i');
const SURE_CLOCK = new RegExp(CLOCK + HALF_DAY + ZONE, 'i');
const BARE_CLOCK = new RegExp(BARE + HALF_DAY + ZONE, 'i');

/** What the words stand for; undefined when they stand for nothing. `day` is told elsewhere in the message. */
export function pointOf(said: string, moment: Moment, day?: string): Point | undefined {
  if (new RegExp(`^${ISO}$`, 'i').test(said.trim())) return written(said.trim(), moment);
  if (/\bago$/i.test(said.trim())) return written(said, moment);
  const dayText = DAYS.exec(said)?.[0];
  const rest = dayText === undefined ? said : said.replace(dayText, ' ');
  const whole = dayText ?? day;
  const stretch = whole === undefined ? undefined : stretchOf(whole, moment);
  if (whole !== undefined && stretch === undefined) return undefined;
  const clock = SURE_CLOCK.exec(rest)?.[0] ?? BARE_CLOCK.exec(rest)?.[0];
  if (clock === undefined) return stretch && { instants: [stretch.from], to: stretch.to };
  return onDays(clock, moment, stretch);
}

function written(said: string, moment: Moment): Point | undefined {
  const reference = { instant: new Date(moment.now), timezone: offsetMinutes(moment) };
  const date = chrono.casual.parseDate(said.replace(/^(?:a\s+)?couple\s+of/i, '2'), reference);
  return date === null ? undefined : { instants: [date.getTime()] };
}

function onDays(clock: string, moment: Moment, stretch: Stretch | undefined): Point | undefined {
  const zone = /\b(?:utc|gmt|z|cet|cest|est|edt|pst|pdt|bst)$/i.exec(clock)?.[0];
  const times = timesOfDay(clock, stretch !== undefined);
  if (times.length === 0) return undefined;
  const shift = zone === undefined ? 0 : offsetMinutes(moment) * 60_000 - zoneShift(zone, moment);
  const today = startOfDay(moment.now, moment);
  const midnights = stretch === undefined ? [today, startOfDay(today, moment, -1)] : [stretch.midnight];
  const instants = midnights.flatMap((midnight) =>
    times.map((time) => midnight + inHalf(time, stretch) + shift),
  );
  return { instants: [...new Set(instants)].sort((a, b) => b - a) };
}

function zoneShift(zone: string, { now }: Moment): number {
  const name = zone.toLowerCase() === 'z' ? 'utc' : zone;
  const parsed = chrono.casual.parse(`2026-01-05 12:00 ${name}`, { instant: new Date(now), timezone: 0 });
  return (parsed[0]?.start.get('timezoneOffset') ?? 0) * 60_000;
}

/** "9" with "yesterday evening" is 21:00; "11" with "last night" lies before midnight. */
function inHalf(time: number, stretch: Stretch | undefined): number {
  const isMorning = time < DAY / 2;
  if (stretch?.isLastNight === true)
    return isMorning && time >= 6 * HOUR ? time - DAY / 2 : isMorning ? time : time - DAY;
  return stretch?.half === 'pm' && isMorning ? time + DAY / 2 : time;
}

const WORDS: Readonly<Record<string, number>> = { noon: 12, midday: 12, midnight: 0 };

const SHIFTS: Readonly<Record<string, number>> = {
  'half past': HOUR / 2,
  'quarter past': HOUR / 4,
  'quarter to': -HOUR / 4,
};

/** Milliseconds from midnight that a clock time can mean: two when it says neither which half of the day nor minutes. */
function timesOfDay(clock: string, hasDay: boolean): number[] {
  const text = clock.toLowerCase().replaceAll('.', '');
  const word = Object.keys(WORDS).find((one) => text.startsWith(one));
  if (word !== undefined) return [(WORDS[word] ?? 0) * HOUR];
  const [, hour = '', minute = '0', second = '0'] = /(\d{1,2})(?:[:h](\d\d)(?::(\d\d))?)?/.exec(text) ?? [];
  const shift = SHIFTS[/^(?:half|quarter) (?:past|to)/.exec(text.replace(/\s+/g, ' '))?.[0] ?? ''] ?? 0;
  if (Number(hour) > 24 || Number(minute) > 59) return [];
  const rest = Number(minute) * 60_000 + Number(second) * 1_000 + shift;
  const half =
    /\d\s*([ap])m\b/.exec(text)?.[1] ??
    (text.includes('morning') ? 'a' : undefined) ??
    laterHalf(text, Number(hour));
  if (half !== undefined) return [((Number(hour) % 12) + (half === 'p' ? 12 : 0)) * HOUR + rest];
  const isOpen =
    !/\d[:h]\d/.test(text) && !/^0/.test(hour) && Number(hour) >= 1 && Number(hour) <= 12 && !hasDay;
  const plain = Number(hour) * HOUR + rest;
  return isOpen ? [plain % (DAY / 2), (plain % (DAY / 2)) + DAY / 2] : [plain];
}

const laterHalf = (text: string, hour: number): 'a' | 'p' | undefined => {
  if (/afternoon|evening/.test(text)) return 'p';
  if (!text.includes('night')) return undefined;
  return hour >= 6 && hour < 12 ? 'p' : 'a';
};
