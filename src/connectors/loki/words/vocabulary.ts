import { keepAnswers, type Once, type TimeWindow } from '#connectors/kit';
import type { LokiClient } from '../client.ts';
import { names } from '../schema.ts';

/** Windows that begin and end in the same few minutes share what was found. */
const ROUND_MS = 5 * 60_000;

/** The labels and values that really exist in this Loki in a window. Asked for when needed, kept for a minute. */
export interface Vocabulary {
  labels: (window: TimeWindow, signal?: AbortSignal) => Promise<string[]>;
  values: (label: string, window: TimeWindow, signal?: AbortSignal) => Promise<string[]>;
  /** Keeps what a question found, under its name. */
  once: Once;
}

/** A moment as Loki takes it. */
export function nanos(ms: number): string {
  return `${Math.round(ms)}000000`;
}

function rounded({ start, end }: TimeWindow): TimeWindow {
  return { start: Math.floor(start / ROUND_MS) * ROUND_MS, end: Math.ceil(end / ROUND_MS) * ROUND_MS };
}

/** The vocabulary of one Loki. What failed is asked again the next time. */
export function createVocabulary(client: LokiClient, now: () => number): Vocabulary {
  const once = keepAnswers(now);
  const list = (path: string, window: TimeWindow, signal?: AbortSignal): Promise<string[]> => {
    const { start, end } = rounded(window);
    return once(`${path} ${start} ${end}`, async () => {
      const params = { start: nanos(start), end: nanos(end) };
      return (await client.data({ path, params, signal }, names)) ?? [];
    });
  };
  return {
    once,
    labels: (window, signal) => list('/labels', window, signal),
    values: (label, window, signal) => list(`/label/${encodeURIComponent(label)}/values`, window, signal),
  };
}
