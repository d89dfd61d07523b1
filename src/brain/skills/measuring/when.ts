import { clock, iso, span } from '../../answer/phrase.ts';
import type { SkillContext } from '../skill.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Disks fill over days: a forecast looks back this far. */
const FORECAST_LOOK_BACK = 3 * 24 * HOUR;
/** What ends that shortly before now ends now. */
const SOON = 2 * MINUTE;
/** Looked at around a moment, on each side. */
const AROUND = 15 * MINUTE;

/** The time that numbers are asked for, milliseconds since the epoch. */
export interface When {
  from: number;
  to: number;
  said: string;
  /** One moment, rather than the range around it. */
  at?: number;
  /** It ended before now. */
  isPast: boolean;
  /** It was told, rather than taken for granted. */
  isTold: boolean;
}

function around(at: number, said: string, now: number): When {
  const isPast = at < now - SOON;
  return { from: at - AROUND, to: Math.min(now, at + AROUND), said, at, isPast, isTold: true };
}

/** The time of a question for numbers; the last hour when it tells none. */
export function whenIn({ slots, now }: SkillContext): When {
  const { time, metrics } = slots;
  if (time?.near !== undefined) return around(time.near.at, time.said, now);
  if (time !== undefined && time.to - time.from >= MINUTE) {
    const isPast = time.to < now - SOON;
    return { from: time.from, to: Math.min(time.to, now), said: time.said, isPast, isTold: true };
  }
  if (metrics?.forecast === true)
    return { from: now - FORECAST_LOOK_BACK, to: now, said: 'the last 3 days', isPast: false, isTold: false };
  return { from: now - HOUR, to: now, said: 'the last hour', isPast: false, isTold: false };
}

/** "in the last hour", "yesterday", "at 14:40 (2 h ago)". */
export function during({ said, at }: When, { now, timeZone }: SkillContext): string {
  if (at !== undefined) return `at ${clock(iso(at), now, timeZone)} (${span(now - at)} ago)`;
  if (/^\d{1,2}(?:[:h]\d\d)?(?: ?[ap]m)?$/i.test(said)) return `since ${said}`;
  if (/^(?:the |my )/i.test(said)) return `in ${said}`;
  return /^(?:last|past|previous) (?:\d|few|couple|two|three|hour|minute)/i.test(said)
    ? `in the ${said}`
    : said;
}
