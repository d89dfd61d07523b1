import type { Analysis } from '../analyse.ts';
import type { Reading, SkillId } from '../reading.ts';

const MONTHS = 'january|february|march|april|june|july|august|september|october|november|december';
/** A month, a season or a year that is told as the time of a question. */
const CALENDAR = new RegExp(
  String.raw`\b(?:in|of|since|from|during|until|before|after|last|back in|this|over) (?:the )?(?:early |late |mid-?)?(?:(?:${MONTHS}|may \d{4})\b|(?:spring|summer|autumn|winter|christmas|easter)\b(?! ?-?boot)|(?:19|20)\d\d\b(?![-:.]))`,
  'i',
);
const AHEAD =
  /\b(?:tomorrow|next (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|weekend|month|year)|(?:the )?coming (?:hours?|days?|weeks?|months?)|in the (?:next|coming) (?:\w+ )?(?:minutes?|hours?|days?|weeks?))\b/i;
/** A time of no day. */
const NO_CLOCK =
  /(?<![\w:./-])(?:at|since|from|until|till|before|after|around|between|and|to) (?:2[5-9]|[3-9]\d):[0-5]\d\b(?!:)|\b(?:at|since|until) \d{1,2}:[6-9]\d\b/i;
/** Skills that tell of nothing but what was. */
const OF_THE_PAST: ReadonlySet<SkillId> = new Set(['logs', 'traces']);

/** Whether words for a time stand in a text that can be of no time that was. */
export const tellsNoTime = (text: string): boolean =>
  AHEAD.test(text) || NO_CLOCK.test(text) || CALENDAR.test(text);

/** The reading, unless its message tells a time that was not read, or is to come: leaving it out would answer of another time. */
export function unlessUnreadTime({ text, time }: Analysis, reading: Reading): Reading {
  if (reading.type !== 'skill') return reading;
  const { mood, skill, slots } = reading;
  const { objects } = slots;
  const isOwn = slots.logs?.kept?.logql !== undefined || slots.traces?.traceql !== undefined;
  if (isOwn) return reading;
  if (OF_THE_PAST.has(skill) && AHEAD.test(text))
    return { type: 'out-of-reach', system: 'forecasts', what: 'what will be', objects, mood };
  if (time !== undefined) return reading;
  const clock = NO_CLOCK.exec(text)?.[0].replace(/^\w+ /, '');
  if (clock !== undefined)
    return {
      type: 'ambiguous',
      question: `No clock shows ${clock}: which time do you mean?`,
      choices: [],
      mood,
    };
  if (!CALENDAR.test(text)) return reading;
  return { type: 'out-of-reach', system: 'history', what: 'so long ago', objects, mood };
}
