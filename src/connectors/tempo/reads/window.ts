import { windowFields, windowOf as timeWindow } from '#connectors/kit';

const LONGEST_DAYS = 60;
const MINUTES = 60;

/** How tools take a range. */
export const rangeFields = windowFields;

interface Range {
  start?: string | undefined;
  end?: string | undefined;
  minutes?: number | undefined;
}

/** A range in whole seconds, as Tempo wants it. */
export interface Window {
  from: number;
  to: number;
}

/** The seconds that a request is about, the last hour unless told; absurd ones are refused. */
export function windowOf(asked: Range, now: number): Window {
  const { start, end } = timeWindow(asked, { now, minutes: MINUTES, longestDays: LONGEST_DAYS });
  return { from: Math.floor(start / 1000), to: Math.ceil(end / 1000) };
}

export const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString();
