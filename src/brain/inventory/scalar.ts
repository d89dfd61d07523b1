import { NONE } from './group-rows.ts';
import type { InventoryQuery } from './query.ts';
import type { Group, Row } from './result.ts';

/** The number that is the answer: how many there are, a sum, a mean or the middle; undefined when no number was asked for. */
export function scalarOf(
  query: InventoryQuery,
  rows: readonly Row[],
  groups: readonly Group[] | undefined,
): number | undefined {
  if (query.distinct && groups !== undefined) return groups.length;
  if (query.verb === 'count') return new Set(rows).size;
  const { measure } = query;
  if (query.verb === 'average' && measure === undefined && groups !== undefined) return meanSize(groups);
  if (measure === undefined || (query.verb !== 'sum' && query.verb !== 'average')) return undefined;
  const values = rows.map(({ cells }) => cells[measure]).filter((value) => typeof value === 'number');
  const sum = values.reduce((total, value) => total + value, 0);
  if (query.verb === 'sum') return sum;
  if (query.median) return median(values);
  return values.length === 0 ? undefined : sum / values.length;
}

/** How many there are in a group on average; what is in no group counts nowhere. */
function meanSize(groups: readonly Group[]): number | undefined {
  const real = groups.filter(({ key }) => key !== NONE);
  return real.length === 0 ? undefined : real.reduce((sum, { count }) => sum + count, 0) / real.length;
}

/** The middle value; of an even number of them the mean of the middle two. */
function median(values: readonly number[]): number | undefined {
  const ordered = values.toSorted((a, b) => a - b);
  const half = Math.floor(ordered.length / 2);
  const upper = ordered[half];
  if (upper === undefined) return undefined;
  return ordered.length % 2 === 1 ? upper : (upper + (ordered[half - 1] ?? upper)) / 2;
}
