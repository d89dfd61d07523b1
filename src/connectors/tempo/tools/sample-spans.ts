import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { sampleTraces, sizeField } from '../reads/sample.ts';
import { tempoSpan } from '../reads/spans.ts';
import { isoOf, rangeFields, windowOf } from '../reads/window.ts';
import type { Server } from '../server.ts';
import { writeQuery } from '../traceql/write-query.ts';
import { explainEmpty } from '../words/explain-empty.ts';
import { queryField, wishFields } from './fields.ts';

/** tempo_sample_spans. */
export const sampleSpansTool = (server: Server) =>
  defineTool({
    name: 'tempo_sample_spans',
    description:
      'All spans of some traces of a range, taken from every part of it: what comparing a window with a baseline, or finding repeated ' +
      'calls, works on. By words or by TraceQL.',
    input: z.object({
      ...wishFields,
      query: queryField.optional().describe('In place of the words.'),
      status: z.enum(['error', 'ok']).optional(),
      ...rangeFields,
      traces: sizeField,
    }),
    output: z.object({
      query: z.string(),
      start: z.string(),
      end: z.string(),
      traces: z.number(),
      unread: z.number().describe('Traces that were found and could not be read.'),
      spans: z.array(tempoSpan),
      total: z.number(),
      note: z.string().optional(),
    }),
    effect: 'read',
    deadlineMs: 25_000,
    maxChars: 8 * 1024 * 1024,
    run: async ({ start, end, minutes, traces, query: given, ...wish }, { signal }) => {
      const window = windowOf({ start, end, minutes }, server.now());
      const query = given ?? writeQuery(wish);
      const sample = await sampleTraces(server, { query, window, traces }, signal);
      const times = { start: isoOf(window.from), end: isoOf(window.to) };
      const note = sample.traces === 0 ? { note: await explainEmpty(server, query, window) } : {};
      return { ...sample, ...times, total: sample.spans.length, ...note };
    },
  });
