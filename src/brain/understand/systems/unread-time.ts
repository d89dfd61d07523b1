import type { Analysis } from '../analyse.ts';
import type { Reading } from '../reading.ts';

const MONTHS = 'january|february|march|april|june|july|august|september|october|november|december';
/** A month or a year that is told as the time of a question. */
const CALENDAR = new RegExp(
  `\\b(?:in|of|since|from|during|until|before|after|last|back in) (?:early |late |mid-?)?(?:(?:${MONTHS}|may \\d{4})\\b|(?:19|20)\\d\\d\\b(?![-:.]))`,
  'i',
);

/** The reading, unless its message tells a month or a year that was not read as a time: leaving it out would answer of another time. */
export function unlessUnreadTime({ text, time }: Analysis, reading: Reading): Reading {
  if (reading.type !== 'skill' || time !== undefined || !CALENDAR.test(text)) return reading;
  const { objects } = reading.slots;
  return { type: 'out-of-reach', system: 'history', what: 'so long ago', objects, mood: reading.mood };
}
