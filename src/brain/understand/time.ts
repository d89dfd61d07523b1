import * as chrono from 'chrono-node/en';
import { UNITS } from './lexicon/numbers.ts';
import type { TimeRange } from './slot-types.ts';
import { boundsIn } from './time/bounds.ts';
import { pointOf, SURE_POINT } from './time/points.ts';
import { DAY, HOUR, offsetMinutes, startOfDay, type Moment } from './time/zone.ts';

const LONGEST = 600;
const CUE =
  /\b(?:ago|since|last|past|previous|today|yesterday|tonight|overnight|morning|afternoon|evening|noon|midday|midnight|week|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan\w*|feb\w*|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|hours?|minutes?|mins?|hrs?|between|before|after|until|till|from|around|o.?clock|\d{1,2}h\d\d|\d{1,2}:\d\d|\d{1,2} ?[ap]\.?m|at \d{1,2}|\d{4}-\d\d)\b/i;

/** A time found in a message, and where it stands in it. */
export interface FoundTime {
  range: TimeRange;
  /** Its places in the text: a day may be told apart from the hours. */
  parts: { start: number; end: number }[];
}

/** The span of time that a message speaks of, if any. Always in the past. */
export function findTime(text: string, moment: Moment): FoundTime | undefined {
  if (text.length > LONGEST) return findTime(text.slice(0, LONGEST), moment);
  if (!CUE.test(text)) return undefined;
  return bounded(text, moment) ?? lastSpan(text, moment) ?? alone(text, moment) ?? calendar(text, moment);
}

/** Only what lies near the moment that was told, where one was. */
export function nearOnly(time: TimeRange | undefined): TimeRange | undefined {
  if (time?.near === undefined) return time;
  const { isOpen, ...range } = time;
  const { from, to } = time.near;
  return { ...range, from, to, ...(isOpen === true && to >= time.to ? { isOpen } : {}) };
}

/** A span that ran up to then runs up to now. */
export const upToNow = (time: TimeRange | undefined, now: number): TimeRange | undefined =>
  time?.isOpen === true ? { ...time, to: now } : time;

function bounded(text: string, moment: Moment): FoundTime | undefined {
  const found = boundsIn(text, moment);
  if (found === undefined) return undefined;
  const { from, to, at, hasNoStart, start, end, day } = found;
  const said = [text.slice(start, end).trim(), ...(day ? [text.slice(day.start, day.end).trim()] : [])];
  const near = at === undefined ? {} : { near: nearTo(at, text.slice(start, end), moment) };
  const range = { from, to, said: bare(said.join(' ')), ...(hasNoStart ? { hasNoStart } : {}), ...near };
  return { range, parts: [{ start, end }, ...(day ? [day] : [])] };
}

const UNIT = '(?<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?)';
const WORD =
  '(?<word>half\\s+an?|half|quarter\\s+of\\s+an|an?|few|couple(?: of)?|one|two|three|four|five|six|ten|fifteen|twenty|twelve|thirty|ninety)';
const SPAN = new RegExp(
  String.raw`\b(?:(?:in|over|during|within|for|from|since|of)\s+)?(?:the\s+|my\s+)?(?:last|past|previous)\s+(?:(?:(?<number>\d+(?:\.\d+)?)\s*|${WORD}\s+))?${UNIT}\b(?<half>\s+and\s+a\s+half\b)?`,
  'i',
);
const SINCE = new RegExp(
  String.raw`\b(?:since|for|within|last|past)\s+(?:(?<number>\d+)\s*|${WORD}\s+)${UNIT}\b(?<half>\s+and\s+a\s+half\b)?(?!\s+ago)`,
  'i',
);
const AMOUNTS: Readonly<Record<string, number>> = {
  half: 0.5,
  'half a': 0.5,
  'half an': 0.5,
  'quarter of an': 0.25,
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
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  ninety: 90,
  a: 1,
  an: 1,
};

function lastSpan(text: string, { now }: Moment): FoundTime | undefined {
  const match = SPAN.exec(text) ?? SINCE.exec(text);
  const groups = match?.groups;
  if (!match || !groups) return undefined;
  const [whole] = match;
  const { number, word, unit = '' } = groups;
  const amount = number ?? word;
  if (/previous/i.test(whole) && amount === undefined && !/hour|day|week|month/i.test(unit)) return undefined;
  const named = (amount ?? '1').toLowerCase().replace(/\s+/g, ' ');
  const count = (AMOUNTS[named] ?? Number(named)) + (groups.half === undefined ? 0 : 0.5);
  const ms = count * (UNITS[unit.toLowerCase()]?.factor ?? HOUR);
  return {
    range: { from: now - ms, to: now, said: bare(whole) },
    parts: [{ start: match.index, end: match.index + whole.length }],
  };
}

/** "in the last hour" as "the last hour". */
const bare = (said: string) => said.replace(/^(?:in|over|during|within|for|from|since|of)\s+/i, '').trim();

const LEAD = String.raw`(?:(?:at|around|about|approximately|on|in|during|over|within|for|of)\s+)?`;
const ALONE = new RegExp(String.raw`(?<![\w:.-])${LEAD}(${SURE_POINT})(?![\w:-]|\.\d)`, 'i');

/** A time without a bound: what lies near a clock time, a whole day, up to now from so long ago. */
function alone(text: string, moment: Moment): FoundTime | undefined {
  const match = ALONE.exec(text);
  const [whole = '', said = ''] = match ?? [];
  if (match === null || isCompared(text.slice(0, match.index), said)) return undefined;
  const point = pointOf(said, moment);
  const { now } = moment;
  const at = point?.instants.find((one) => one <= now) ?? point?.instants[0];
  if (point === undefined || at === undefined || at > now) return undefined;
  const range = { from: at, to: Math.min(now, point.to ?? now) };
  const isAgo = /ago$/i.test(said);
  const spread = isAgo ? (now - at) / 10 : HOUR / 4;
  const wide = { from: at - spread, to: isAgo ? now : Math.min(now, at + spread) };
  const moments = point.to === undefined ? { near: nearTo(at, said, moment) } : {};
  return {
    range: { ...(point.to === undefined ? wide : range), ...moments, said: bare(said) },
    parts: [{ start: match.index, end: match.index + whole.length }],
  };
}

/** What lies near a moment: the day of it when it was told in days, the minutes around it when it is a time of the day. */
function nearTo(at: number, said: string, moment: Moment): NonNullable<TimeRange['near']> {
  const { now } = moment;
  const upTo = (to: number): number => Math.min(now, to);
  if (!/ago$/i.test(said)) return { at, from: at - HOUR / 12, to: upTo(at + HOUR / 12) };
  if (/\d(?:d|w)\b|\b(?:day|week|month|year)s?\b/i.test(said)) {
    const midnight = startOfDay(at, moment);
    const days = /month|year/i.test(said) ? 3 : 0;
    return { at, from: midnight - days * DAY, to: upTo(midnight + (days + 1) * DAY) };
  }
  const spread = Math.max(60_000, (now - at) / 10);
  return { at, from: at - spread, to: upTo(at + spread) };
}

/** "more than 2 hours ago" is an age, not a time. */
const isCompared = (before: string, said: string): boolean =>
  /ago$/i.test(said) && /(?:than|over|under|at least|at most|above|below|[<>]=?)\s*$/i.test(before);

/** What only the calendar knows: "last month", "this hour". */
function calendar(text: string, moment: Moment): FoundTime | undefined {
  const reference = { instant: new Date(moment.now), timezone: offsetMinutes(moment) };
  const first = chrono.casual
    .parse(text, reference)
    .find((one) => isTime(one.text) && standsAlone(text, one));
  if (first === undefined || isCompared(text.slice(0, first.index), first.text)) return undefined;
  const at = first.start.date().getTime();
  if (at > moment.now) return undefined;
  const moments = /ago$/i.test(first.text) ? { near: nearTo(at, first.text, moment) } : {};
  return {
    range: { ...rangeOf(first, at, moment), ...moments, said: first.text },
    parts: [{ start: first.index, end: first.index + first.text.length }],
  };
}

/** chrono takes "sat", "3 to 2" and the like for times: they are words here. */
const isTime = (said: string) => /\b(?:week|month|year|quarter|hour|minute|day)s?\b|ago$/i.test(said);

/** Not a piece of a name such as mon-api. */
function standsAlone(text: string, { index, text: said }: chrono.ParsedResult): boolean {
  return !/[\w-]/.test(text[index - 1] ?? ' ') && !/[\w-]/.test(text[index + said.length] ?? ' ');
}

function rangeOf(found: chrono.ParsedResult, at: number, moment: Moment): { from: number; to: number } {
  const { now } = moment;
  if (found.end) return { from: at, to: Math.min(now, found.end.date().getTime()) };
  if (/ago$/i.test(found.text)) return { from: at - (now - at) / 10, to: now };
  if (/week|month|year|hour/i.test(found.text)) return { from: at, to: now };
  const midnight = startOfDay(at, moment);
  return { from: midnight, to: Math.min(now, midnight + DAY) };
}
