import { z } from 'zod';
import { InputError } from '#ground/errors';

const moment = z.iso.datetime({ offset: true }).optional();

/** The fields of a tool that looks at a stretch of time. */
export const windowFields = {
  start: moment.describe('ISO 8601; `minutes` before the end when left out.'),
  end: moment.describe('ISO 8601; now when left out.'),
  minutes: z
    .number()
    .positive()
    .max(1_051_200)
    .optional()
    .describe('Length of the window when there is no start.'),
};

/** A stretch of time, ms since the epoch. */
export interface TimeWindow {
  start: number;
  end: number;
}

interface WindowRequest {
  start?: string | undefined;
  end?: string | undefined;
  minutes?: number | undefined;
}

const DAY = 86_400_000;
/** Clocks differ a little. */
const SKEW = 10 * 60_000;

function refuse(message: string): never {
  throw new InputError({ code: 'bad-range', message });
}

/** The window that was asked for; `minutes` is its usual length. Refuses what is backwards, too long or in the future. */
export function windowOf(
  asked: WindowRequest,
  { now, minutes, longestDays }: { now: number; minutes: number; longestDays: number },
): TimeWindow {
  const end = asked.end === undefined ? now : Date.parse(asked.end);
  const start =
    asked.start === undefined ? end - (asked.minutes ?? minutes) * 60_000 : Date.parse(asked.start);
  if (start >= end) refuse('The window ends before it begins: check start and end.');
  if (start > now + SKEW) refuse('The window lies in the future: nothing has happened there yet.');
  if (end - start > longestDays * DAY)
    refuse(`The window is longer than ${longestDays} days. Ask for a shorter one.`);
  return { start, end };
}
