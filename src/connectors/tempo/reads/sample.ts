import { z } from 'zod';
import type { Server } from '../server.ts';
import { checkQuery } from '../traceql/check-query.ts';
import { searchTraces } from './search.ts';
import type { TempoSpan } from './spans.ts';
import { findTrace } from './trace.ts';
import type { Window } from './window.ts';

const AT_ONCE = 8;
/** A window is searched in so many parts, so that a sample is not of its end alone. */
const PARTS = 4;

/** Spans of some traces of a window. */
export interface Sample {
  query: string;
  traces: number;
  spans: TempoSpan[];
  /** Traces that were found and could not be read. */
  unread: number;
}

function partsOf({ from, to }: Window): Window[] {
  const length = to - from;
  const parts = length < 8 * 60 ? 1 : PARTS;
  return Array.from({ length: parts }, (_, index) => ({
    from: from + Math.floor((index * length) / parts),
    to: from + Math.floor(((index + 1) * length) / parts),
  }));
}

async function idsOf(
  server: Server,
  { query, window, traces }: SampleRequest,
  signal?: AbortSignal,
): Promise<string[]> {
  const parts = partsOf(window);
  const limit = Math.ceil(traces / parts.length);
  const answers = await Promise.all(
    parts.map((part) => searchTraces(server, { query, window: part, limit, spansPerTrace: 1 }, signal)),
  );
  return [...new Set(answers.flatMap((answer) => answer.traces.map(({ traceId }) => traceId)))];
}

/** What a sample is of. */
export interface SampleRequest {
  query: string;
  window: Window;
  traces: number;
}

/** Reads whole traces of a window, some from each part of it, several at once. */
export async function sampleTraces(
  server: Server,
  request: SampleRequest,
  signal?: AbortSignal,
): Promise<Sample> {
  checkQuery(request.query);
  const pending = await idsOf(server, request, signal);
  const [spans, total] = [[] as TempoSpan[][], pending.length];
  const failures: unknown[] = [];
  const work = async (): Promise<void> => {
    for (let id = pending.pop(); id !== undefined; id = pending.pop())
      await findTrace(server, id, signal).then(
        (trace) => trace && spans.push(trace.spans),
        (error: unknown) => failures.push(error),
      );
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (spans.length === 0 && failures.length > 0) throw failures[0];
  return { query: request.query, traces: spans.length, spans: spans.flat(), unread: total - spans.length };
}

/** How tools take a sample's size. */
export const sizeField = z.number().int().min(1).max(200).default(40).describe('Traces that are read whole.');
