import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { searchFields, searchTraces } from '../reads/search.ts';
import { rangeFields, windowOf } from '../reads/window.ts';
import type { Server } from '../server.ts';
import { writeQuery } from '../traceql/write-query.ts';
import { explainEmpty } from '../words/explain-empty.ts';
import { wishFields } from './fields.ts';

const duration = z.number().min(0).max(86_400_000).optional();

/** tempo_search_traces. */
export const searchTracesTool = (server: Server) =>
  defineTool({
    name: 'tempo_search_traces',
    description:
      'Finds traces without TraceQL: slow ones, failed ones, of a service, an operation, with certain attributes, over a range. A span must ' +
      'fit all of it at once. The query is written, shown and can be changed. Traces are sampled: counts here are not traffic.',
    input: z.object({
      ...wishFields,
      minDurationMs: duration.describe('Of the span that fits; of the trace with wholeTrace.'),
      maxDurationMs: duration,
      wholeTrace: z.boolean().default(false),
      status: z.enum(['error', 'ok']).optional(),
      ...rangeFields,
      limit: z.number().int().min(1).max(200).default(20),
    }),
    output: z.object(searchFields),
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ start, end, minutes, limit, ...wish }, { signal }) => {
      const window = windowOf({ start, end, minutes }, server.now());
      const query = writeQuery(wish);
      const answer = await searchTraces(server, { query, window, limit }, signal);
      if (answer.traces.length > 0) return answer;
      return { ...answer, note: await explainEmpty(server, query, window) };
    },
  });
