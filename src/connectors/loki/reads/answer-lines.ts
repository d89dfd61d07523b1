import { explainEmpty } from './explain-empty.ts';
import { shown } from './line.ts';
import type { LogLine } from './line.ts';
import { readLines } from './read-lines.ts';
import type { LineRequest } from './read-lines.ts';
import type { Server } from '../server.ts';

/** Lines as tools give them, with what is to be said about them. */
export interface LinesAnswer {
  query: string;
  start: string;
  end: string;
  order: LineRequest['order'];
  lines: LogLine[];
  total?: number;
  truncated: boolean;
  note?: string;
}

function cutNote({ order, limit }: LineRequest, total: number | undefined): string {
  const all = total === undefined ? 'there are more' : `there are ${total} in all`;
  return `Only the ${order} ${limit} lines are given: ${all}. Ask for a shorter window, a text or a level to see the rest.`;
}

/** Reads the lines of a request and says what it means when there are none, or too many. */
export async function answerLines(
  server: Server,
  request: LineRequest,
  signal?: AbortSignal,
): Promise<LinesAnswer> {
  const { queries, window, order } = request;
  const { lines, isCut, total } = await readLines(server, request, signal);
  const query = queries.join('  or  ');
  const empty = { query: queries[0] ?? '', window };
  const note =
    lines.length === 0
      ? await explainEmpty(server, empty, signal)
      : isCut
        ? cutNote(request, total)
        : undefined;
  return {
    query,
    start: new Date(window.start).toISOString(),
    end: new Date(window.end).toISOString(),
    order,
    lines: lines.map(shown),
    ...(total === undefined ? {} : { total }),
    truncated: isCut,
    ...(note === undefined ? {} : { note }),
  };
}
