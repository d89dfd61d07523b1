import * as chrono from 'chrono-node/en';
import { UNITS } from './lexicon/numbers.ts';
import type { TimeRange } from './reading.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LONGEST = 600;
const CUE =
  /\b(?:ago|since|last|past|previous|today|yesterday|tonight|morning|afternoon|evening|noon|midnight|week|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|hours?|minutes?|mins?|hrs?|\d{1,2}:\d\d|\d{1,2} ?[ap]m|\d{4}-\d\d)\b/i;

/** A time found in a message, and where it stands in it. */
export interface FoundTime {
  range: TimeRange;
  start: number;
  end: number;
}

/** When somebody asks, and where on earth. */
export interface Moment {
  now: number;
  timeZone: string;
}

/** The span of time that a message speaks of, if any. Always in the past. */
export function findTime(text: string, moment: Moment): FoundTime | undefined {
  if (text.length > LONGEST) return findTime(text.slice(0, LONGEST), moment);
  if (!CUE.test(text)) return undefined;
  return lastSpan(text, moment) ?? calendar(text, moment);
}

const SPAN =
  /\b(?:(?:in|over|during|within|for|from|since|of)\s+)?(?:the\s+|my\s+)?(?:last|past|previous)\s+(?:(?:(\d+(?:\.\d+)?)\s*|(an?|few|couple(?: of)?|one|two|three|four|five|six|ten|twelve|thirty)\s+))?(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?)\b/i;
const SINCE =
  /\b(?:since|for|within|last|past)\s+(\d+)\s*(s|m|mins?|h|hrs?|hours?|d|days?|minutes?|weeks?)\b(?!\s+ago)/i;
const AMOUNTS: Readonly<Record<string, number>> = {
  few: 3,
  couple: 2,
  'couple of': 2,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  ten: 10,
  twelve: 12,
  thirty: 30,
  a: 1,
  an: 1,
};

function lastSpan(text: string, { now }: Moment): FoundTime | undefined {
  const match = SPAN.exec(text) ?? SINCE.exec(text);
  if (!match) return undefined;
  const [whole] = match;
  const unit = match.at(-1) ?? '';
  const amount = match.slice(1, -1).find((group) => group !== undefined) ?? '1';
  if (
    /previous/i.test(whole) &&
    match.slice(1, -1).every((group) => group === undefined) &&
    !/hour|day|week|month/i.test(unit)
  )
    return undefined;
  const count = AMOUNTS[amount.toLowerCase()] ?? Number(amount);
  const ms = count * (UNITS[unit.toLowerCase()]?.factor ?? HOUR);
  return {
    range: { from: now - ms, to: now, said: bare(whole) },
    start: match.index,
    end: match.index + whole.length,
  };
}

/** "in the last hour" as "the last hour". */
const bare = (said: string) => said.replace(/^(?:in|over|during|within|for|from|since|of)\s+/i, '').trim();

function calendar(text: string, moment: Moment): FoundTime | undefined {
  const levelled = text.replace(/\b(around|about|approximately)\b(?= \d)/gi, (word) =>
    'at'.padEnd(word.length),
  );
  const reference = { instant: new Date(moment.now), timezone: offsetMinutes(moment) };
  const found = chrono.casual
    .parse(levelled, reference)
    .filter((one) => isTime(one.text) && standsAlone(text, one));
  const first = found[0];
  if (!first) return undefined;
  const before = text.slice(Math.max(0, first.index - 24), first.index).toLowerCase();
  if (/(?:than|over|under|at least|at most|above|below|[<>]=?)\s*$/.test(before) && /ago$/i.test(first.text))
    return undefined;
  const second = /between\s+$/.test(before) || /(?:from|-)\s*$/.test(before) ? found[1] : undefined;
  const range = { ...rangeOf(first, { before, moment, until: second?.date().getTime() }), said: first.text };
  const lead = /(?:since|from|after|between|at|around|on|until|before|in)\s+$/.exec(before)?.[0].length ?? 0;
  return {
    range,
    start: first.index - lead,
    end: (second?.index ?? first.index) + (second ?? first).text.length,
  };
}

/** chrono takes "sat", "now", "second" and the like for times: they are words here. */
const isTime = (said: string) =>
  !/^(?:now|sat|sun|mon|wed|may|march|mar|second|the second|at \d{1,3})$/i.test(said.trim());

/** Not a piece of a name such as mon-api. */
function standsAlone(text: string, { index, text: said }: chrono.ParsedResult): boolean {
  return !/[\w-]/.test(text[index - 1] ?? ' ') && !/[\w-]/.test(text[index + said.length] ?? ' ');
}

interface Surroundings {
  before: string;
  moment: Moment;
  until?: number;
}

function rangeOf(
  found: chrono.ParsedResult,
  { before, moment, until }: Surroundings,
): { from: number; to: number } {
  const { now } = moment;
  const since = /(?:since|from|after|starting)\s+(?:the\s+)?$/.test(before);
  const exact = found.start.isCertain('hour') || found.start.isCertain('minute');
  let at = found.start.date().getTime();
  if (at > now) at -= found.start.isCertain('day') ? 0 : DAY;
  if (until !== undefined) return { from: at, to: Math.min(now, until < at ? until + DAY : until) };
  if (found.end) return { from: at, to: Math.min(now, found.end.date().getTime()) };
  if (/ago$/i.test(found.text)) return { from: at - (now - at) / 10, to: now };
  if (exact && !since) return { from: at - HOUR / 4, to: Math.min(now, at + HOUR / 4) };
  if (exact) return { from: at, to: now };
  return daySpan(found, { at, since, moment });
}

function daySpan(
  found: chrono.ParsedResult,
  { at, since, moment }: { at: number; since: boolean; moment: Moment },
) {
  const midnight = startOfDay(at, moment);
  if (/morning|afternoon|evening|night|noon/i.test(found.text))
    return { from: at - 3 * HOUR, to: since ? moment.now : Math.min(moment.now, at + 6 * HOUR) };
  if (/week|month|year/i.test(found.text)) return { from: at, to: moment.now };
  return { from: midnight, to: since ? moment.now : Math.min(moment.now, midnight + DAY) };
}

function startOfDay(at: number, moment: Moment): number {
  const offset = offsetMinutes({ ...moment, now: at }) * 60_000;
  return Math.floor((at + offset) / DAY) * DAY - offset;
}

/** Minutes east of Greenwich at that moment; 0 for a zone nobody knows. */
function offsetMinutes({ now, timeZone }: Moment): number {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  } catch {
    return 0;
  }
}
