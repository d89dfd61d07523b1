import { z } from 'zod';
import { InputError } from '#ground/errors';

const LONGEST_DAYS = 60;
const DEFAULT_MINUTES = 60;
const time = z.iso.datetime({ offset: true }).optional();

/** How tools take a range. */
export const rangeFields = {
  start: time.describe('ISO 8601; `minutes` before the end when left out.'),
  end: time.describe('ISO 8601; now when left out.'),
  minutes: z
    .number()
    .positive()
    .max(LONGEST_DAYS * 1440)
    .optional()
    .describe('Length of the range; 60 when there is no start.'),
};

export interface Range {
  start?: string;
  end?: string;
  minutes?: number;
}

/** A range in whole seconds, as Tempo wants it. */
export interface Window {
  from: number;
  to: number;
}

/** The seconds that a request is about; absurd ones are refused. */
export function windowOf({ start, end, minutes = DEFAULT_MINUTES }: Range, now: number): Window {
  const to = end === undefined ? now : Date.parse(end);
  const from = start === undefined ? to - minutes * 60_000 : Date.parse(start);
  const refuse = (message: string) => new InputError({ code: 'bad-range', message });
  if (from >= to) throw refuse('The range ends before it begins: start must be before end.');
  if (to - from > LONGEST_DAYS * 86_400_000) throw refuse(`The range is longer than ${LONGEST_DAYS} days.`);
  if (from > now) throw refuse('The range is in the future: there are no traces yet.');
  return { from: Math.floor(from / 1000), to: Math.ceil(to / 1000) };
}

export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
