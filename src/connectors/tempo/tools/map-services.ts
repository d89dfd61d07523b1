import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { sampleTraces, sizeField } from '../reads/sample.ts';
import { serviceEdge, serviceGraph } from '../reads/service-graph.ts';
import { isoOf, rangeFields, windowOf } from '../reads/window.ts';
import type { Server } from '../server.ts';
import { writeQuery } from '../traceql/write-query.ts';
import { explainEmpty } from '../words/explain-empty.ts';
import { wishFields } from './fields.ts';

/** tempo_map_services. */
export const mapServicesTool = (server: Server) =>
  defineTool({
    name: 'tempo_map_services',
    description:
      'Who calls whom over a range, from a sample of traces: each edge with its calls, errors and latency as the caller saw it; ' +
      'databases and queues too. With a service, only traces that pass through it. Counts are of the sample, not of all traffic.',
    input: z.object({ ...wishFields, ...rangeFields, traces: sizeField }),
    output: z.object({
      query: z.string(),
      start: z.string(),
      end: z.string(),
      traces: z.number().describe('Traces that were read.'),
      unread: z.number().describe('Traces that were found and could not be read.'),
      edges: z.array(serviceEdge),
      total: z.number(),
      note: z.string().optional(),
    }),
    effect: 'read',
    deadlineMs: 25_000,
    run: async ({ start, end, minutes, traces, ...wish }, { signal }) => {
      const window = windowOf({ start, end, minutes }, server.now());
      const query = writeQuery(wish);
      const { spans, ...sample } = await sampleTraces(server, { query, window, traces }, signal);
      const edges = serviceGraph(spans);
      const times = { start: isoOf(window.from), end: isoOf(window.to) };
      const note = sample.traces === 0 ? { note: await explainEmpty(server, query, window) } : {};
      return { ...sample, ...times, edges, total: edges.length, ...note };
    },
  });
