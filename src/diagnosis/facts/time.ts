import type { KubernetesEvent, Metadata } from '../evidence/index.ts';
import { plural } from './wording.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Milliseconds from an ISO time to `now`; undefined when the time is absent or unreadable. */
export function sinceMs(time: string | undefined, now: number): number | undefined {
  const at = time === undefined ? NaN : Date.parse(time);
  return Number.isNaN(at) ? undefined : now - at;
}

/** How long ago an object was created; undefined when it does not say. */
export function ageMs(object: { metadata: Metadata }, now: number): number | undefined {
  return sinceMs(object.metadata.creationTimestamp, now);
}

/** Whether `time` lies at least `span` before `now`; false when it is absent. */
export function isOlderThan(time: string | undefined, span: number, now: number): boolean {
  const since = sinceMs(time, now);
  return since !== undefined && since >= span;
}

/** Whether `time` lies within `span` before `now`; false when it is absent. */
export function isWithin(time: string | undefined, span: number, now: number): boolean {
  const since = sinceMs(time, now);
  return since !== undefined && since < span;
}

/** When an event last happened, whatever API wrote it. */
export function eventTime(event: KubernetesEvent): string | undefined {
  return (
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.firstTimestamp ??
    event.metadata.creationTimestamp
  );
}

/** A span in the words of a person: "45 seconds", "12 minutes", "3 days". */
export function spanInWords(ms: number): string {
  if (ms < 2 * MINUTE) return plural(Math.max(0, Math.round(ms / SECOND)), 'second');
  if (ms < 3 * HOUR) return plural(Math.round(ms / MINUTE), 'minute');
  if (ms < 2 * DAY) return plural(Math.round(ms / HOUR), 'hour');
  return plural(Math.round(ms / DAY), 'day');
}

/** " for 12 minutes", or nothing when the start is not known. */
export function forHowLong(since: string | undefined, now: number): string {
  const span = sinceMs(since, now);
  return span === undefined ? '' : ` for ${spanInWords(span)}`;
}
