import { z } from 'zod';
import { searchResult } from '../schema.ts';
import type { FoundTrace } from '../schema.ts';
import type { Server } from '../server.ts';
import { checkQuery } from '../traceql/check-query.ts';
import { attributeMap, milliseconds } from './attributes.ts';
import { isoOf } from './window.ts';
import type { Window } from './window.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One hit of a search. */
const traceSummary = z.object({
  traceId: z.string(),
  service: z.string().describe('Of the root span; empty when it has not arrived.'),
  operation: z.string(),
  at: z.string(),
  durationMs: z.number(),
  services: z.array(z.object({ service: z.string(), spans: z.number(), errors: z.number() })),
  matched: z.number().describe('Spans of the trace that the query selects.'),
  spans: z
    .array(
      z.object({
        spanId: z.string(),
        name: z.string().optional(),
        at: z.string(),
        durationMs: z.number(),
        attributes: z.record(z.string(), scalar),
      }),
    )
    .describe('Some of the spans that match.'),
});
type TraceSummary = z.output<typeof traceSummary>;

const round = (ms: number): number => Math.round(ms * 100) / 100;

function summarise(trace: FoundTrace): TraceSummary {
  const sets = trace.spanSets ?? (trace.spanSet ? [trace.spanSet] : []);
  return {
    traceId: trace.traceID.padStart(32, '0'),
    service: trace.rootServiceName,
    operation: trace.rootTraceName,
    at: new Date(milliseconds(trace.startTimeUnixNano)).toISOString(),
    durationMs: trace.durationMs,
    services: Object.entries(trace.serviceStats).map(([service, { spanCount, errorCount }]) => ({
      service,
      spans: spanCount,
      errors: errorCount,
    })),
    matched: sets.reduce((total, { matched }) => total + matched, 0),
    spans: sets.flatMap((set) =>
      set.spans.map((span) => ({
        spanId: span.spanID,
        ...(span.name !== undefined && { name: span.name }),
        at: new Date(milliseconds(span.startTimeUnixNano)).toISOString(),
        durationMs: round(milliseconds(span.durationNanos)),
        attributes: { ...attributeMap(set.attributes), ...attributeMap(span.attributes) },
      })),
    ),
  };
}

/** What a search takes beside its query. */
export interface SearchRequest {
  query: string;
  window: Window;
  limit: number;
  spansPerTrace?: number;
}

/** What a search found, the newest first. */
export interface SearchAnswer {
  query: string;
  start: string;
  end: string;
  traces: TraceSummary[];
  /** Whether there may be more: as many were found as were asked for. */
  isCut: boolean;
}

/** Asks for the traces that a TraceQL query selects. It is parsed before it is sent. */
export async function searchTraces(
  { tempo }: Server,
  { query, window, limit, spansPerTrace = 3 }: SearchRequest,
  signal?: AbortSignal,
): Promise<SearchAnswer> {
  checkQuery(query);
  const params = {
    q: query,
    limit: String(limit),
    spss: String(spansPerTrace),
    start: String(window.from),
    end: String(window.to),
  };
  const { traces } = await tempo.read({ path: '/api/search', params, signal }, searchResult);
  const found = traces.map(summarise).sort((a, b) => (a.at < b.at ? 1 : -1));
  return {
    query,
    start: isoOf(window.from),
    end: isoOf(window.to),
    traces: found,
    isCut: found.length >= limit,
  };
}

/** How tools answer a search. */
export const searchFields = {
  query: z.string().describe('The TraceQL that was asked; it can be changed and asked again.'),
  start: z.string(),
  end: z.string(),
  traces: z.array(traceSummary),
  isCut: z.boolean().describe('There may be more than were asked for.'),
  note: z.string().optional().describe('Why there is nothing. No traces never means that all is well.'),
};
