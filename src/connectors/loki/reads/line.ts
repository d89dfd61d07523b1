import { z } from 'zod';
import type { LogResult } from '../schema.ts';
import { houseLabels } from '../words/dimensions.ts';

const NANOS = 1_000_000n;

/** One line of a log. */
export const logLine = z.object({
  at: z.string().describe('ISO 8601 in UTC, to the nanosecond where Loki knows it.'),
  text: z.string(),
  labels: z
    .record(z.string(), z.string())
    .describe(
      'namespace, pod, container, service, level, node and cluster in these words, others as they are.',
    ),
});
export type LogLine = z.output<typeof logLine>;

/** A line with its exact time. */
export interface ExactLine {
  nanos: bigint;
  text: string;
  labels: Record<string, string>;
}

/** ISO 8601 of nanoseconds; whole milliseconds are written as such. */
export function isoOf(nanos: bigint): string {
  const iso = new Date(Number(nanos / NANOS)).toISOString();
  const beyond = nanos % NANOS;
  return beyond === 0n ? iso : `${iso.slice(0, -1)}${String(beyond).padStart(6, '0')}Z`;
}

/** The nanoseconds of an ISO 8601 time. */
export function nanosOf(iso: string): bigint {
  const beyond = /\.\d{3}(\d{1,6})/.exec(iso)?.[1] ?? '';
  return BigInt(Date.parse(iso)) * NANOS + BigInt(beyond.padEnd(6, '0'));
}

/** The lines of an answer, of all its streams. Unsorted. */
export function linesOf({ result }: LogResult): ExactLine[] {
  return result.flatMap(({ stream, values }) => {
    const labels = houseLabels(stream);
    return values.map(([time, text]) => ({ nanos: BigInt(time), text, labels }));
  });
}

/** What tells one line from another. */
export function identityOf({ nanos, text, labels }: ExactLine): string {
  const { level: _level, ...own } = labels;
  return `${nanos} ${JSON.stringify(Object.entries(own).sort())} ${text}`;
}

/** A line as tools give it. */
export function shown({ nanos, text, labels }: ExactLine): LogLine {
  return { at: isoOf(nanos), text, labels };
}
