import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { searchFields, searchTraces } from '../reads/search.ts';
import { rangeFields, windowOf } from '../reads/window.ts';
import type { Server } from '../server.ts';
import { explainEmpty } from '../words/explain-empty.ts';
import { queryField } from './fields.ts';

/** tempo_query_traces. */
export const queryTracesTool = (server: Server) =>
  defineTool({
    name: 'tempo_query_traces',
    description:
      'Traces that a TraceQL query selects over a range, the newest first, with some of the spans that match. Use tempo_search_traces ' +
      'when words will do, tempo_list_tags to find attributes first.',
    input: z.object({
      query: queryField,
      ...rangeFields,
      limit: z.number().int().min(1).max(500).default(20),
      spansPerTrace: z.number().int().min(1).max(100).default(3),
    }),
    output: z.object(searchFields),
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ query, limit, spansPerTrace, ...range }, { signal }) => {
      const window = windowOf(range, server.now());
      const answer = await searchTraces(server, { query, window, limit, spansPerTrace }, signal);
      if (answer.traces.length > 0) return answer;
      return { ...answer, note: await explainEmpty(server, query, window) };
    },
  });
