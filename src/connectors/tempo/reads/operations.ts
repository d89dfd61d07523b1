import { z } from 'zod';
import type { TempoSpan } from './spans.ts';

/** What one operation of a service took, in a sample. */
export const operationStats = z.object({
  service: z.string(),
  operation: z.string(),
  calls: z.number(),
  errors: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  maxMs: z.number(),
});
type OperationStats = z.output<typeof operationStats>;

/** A quantile of numbers in order: the value that so large a share is not above. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return Math.round((sorted[place] ?? 0) * 100) / 100;
}

/** Durations by service and operation, the costliest first. */
export function operationsOf(spans: readonly TempoSpan[]): OperationStats[] {
  const groups = Map.groupBy(spans, ({ service, name }) => JSON.stringify([service, name]));
  const stats = [...groups.values()].map((own): OperationStats & { total: number } => {
    const sorted = own.map(({ duration }) => duration).sort((a, b) => a - b);
    return {
      service: own[0]?.service ?? '',
      operation: own[0]?.name ?? '',
      calls: own.length,
      errors: own.filter(({ failed }) => failed).length,
      p50Ms: quantile(sorted, 0.5),
      p95Ms: quantile(sorted, 0.95),
      maxMs: quantile(sorted, 1),
      total: sorted.reduce((sum, value) => sum + value, 0),
    };
  });
  return stats.sort((a, b) => b.total - a.total).map(({ total: _total, ...rest }) => rest);
}
