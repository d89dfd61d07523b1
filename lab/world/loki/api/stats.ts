import type { Cost } from '../pipeline/read-entries.ts';

/** The statistics of a query, as Loki adds them to every answer. */
export function statsOf(
  { lines, bytes }: Cost,
  returned: number,
  startedAt: number,
): Record<string, unknown> {
  const seconds = Math.max(1e-6, (performance.now() - startedAt) / 1000);
  return {
    summary: {
      bytesProcessedPerSecond: Math.round(bytes / seconds),
      linesProcessedPerSecond: Math.round(lines / seconds),
      totalBytesProcessed: bytes,
      totalLinesProcessed: lines,
      execTime: seconds,
      queueTime: 0,
      subqueries: 0,
      totalEntriesReturned: returned,
      splits: 1,
      shards: 0,
      totalPostFilterLines: returned,
      totalStructuredMetadataBytesProcessed: 0,
    },
  };
}
