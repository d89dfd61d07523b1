import type { ObjectOf } from '#diagnosis/evidence';

type Event = ObjectOf<'Event'>;

/** Events are kept up to this number; the oldest go first. Their server drops them after an hour by default. */
export const MOST_EVENTS = 20_000;

/** One shape for both kinds of events: a series becomes a count with a first and a last time. */
export function foldSeries(event: Event): Event {
  const first = event.firstTimestamp ?? event.eventTime ?? event.metadata.creationTimestamp;
  const last = event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? first;
  return {
    ...event,
    count: event.series?.count ?? event.count ?? 1,
    firstTimestamp: first,
    lastTimestamp: last,
    series: undefined,
    source: { ...event.source, component: event.source.component ?? event.reportingComponent },
  };
}

/** When an event was last seen, as text that sorts by time. */
export function lastSeen(event: Event): string {
  return event.lastTimestamp ?? '';
}
