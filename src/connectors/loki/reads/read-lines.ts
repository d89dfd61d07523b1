import type { TimeWindow } from '#connectors/kit';
import { checkQuery } from '../logql/check-query.ts';
import { logResult, metricResult } from '../schema.ts';
import type { Server } from '../server.ts';
import { nanos } from '../words/vocabulary.ts';
import { identityOf, linesOf } from './line.ts';
import type { ExactLine } from './line.ts';

/** A question for lines. Several queries are answered as if they were one. */
export interface LineRequest {
  queries: readonly string[];
  window: TimeWindow;
  order: 'newest' | 'oldest';
  limit: number;
}

/** The lines that were found. */
export interface FoundLines {
  lines: ExactLine[];
  /** Whether there are more in the window. */
  isCut: boolean;
  /** How many there are in all; undefined when that could not be counted. */
  total?: number;
}

function compare(a: ExactLine, b: ExactLine): number {
  if (a.nanos !== b.nanos) return a.nanos < b.nanos ? -1 : 1;
  return 0;
}

/** Sorted by time, none twice. */
export function inOrder(lines: readonly ExactLine[], order: LineRequest['order']): ExactLine[] {
  const unique = [...new Map(lines.map((line) => [identityOf(line), line])).values()];
  const sorted = unique.sort(compare);
  return order === 'oldest' ? sorted : sorted.reverse();
}

/** Lines between two exact moments, the end not included. */
export async function fetchLines(
  { client }: Server,
  request: { query: string; start: string; end: string; order: LineRequest['order']; limit: number },
  signal?: AbortSignal,
): Promise<ExactLine[]> {
  const { query, start, end, order, limit } = request;
  const direction = order === 'newest' ? 'backward' : 'forward';
  const params = { query, start, end, direction, limit: String(limit) };
  return linesOf(await client.data({ path: '/query_range', params, form: true, signal }, logResult));
}

/** How many lines queries have in a window, without reading them here; undefined when Loki does not say. */
async function countLines(
  { client }: Server,
  { queries, window }: Pick<LineRequest, 'queries' | 'window'>,
  signal?: AbortSignal,
): Promise<number | undefined> {
  const seconds = Math.max(1, Math.ceil((window.end - window.start) / 1000));
  const counts = queries.map((query) => `(sum(count_over_time(${query} [${seconds}s])) or vector(0))`);
  const params = { query: counts.join(' + '), time: nanos(window.end - 1) };
  try {
    const answer = await client.data({ path: '/query', params, form: true, signal }, metricResult);
    return answer.resultType === 'vector' ? Number(answer.result[0]?.value[1] ?? 0) : undefined;
  } catch {
    return undefined;
  }
}

/** The newest or oldest lines of a window, and whether there are more. */
export async function readLines(
  server: Server,
  { queries, window, order, limit }: LineRequest,
  signal?: AbortSignal,
): Promise<FoundLines> {
  for (const query of queries) checkQuery(query, 'logs');
  const [start, end] = [nanos(window.start), nanos(window.end)];
  const parts = await Promise.all(
    queries.map((query) => fetchLines(server, { query, start, end, order, limit }, signal)),
  );
  const lines = inOrder(parts.flat(), order);
  const isCut = lines.length > limit || parts.some((part) => part.length >= limit);
  const total = isCut ? await countLines(server, { queries, window }, signal) : lines.length;
  return { lines: lines.slice(0, limit), isCut: isCut && total !== lines.length, total };
}
