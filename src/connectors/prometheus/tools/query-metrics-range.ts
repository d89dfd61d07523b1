import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { guessUnit } from '../chart/unit.ts';
import { runRange } from '../reads/run-query.ts';
import type { Server } from '../server.ts';
import { chartFields, queryField, rangeFields } from './fields.ts';

/** prometheus_query_metrics_range. */
export const queryMetricsRangeTool = (server: Server) =>
  defineTool({
    name: 'prometheus_query_metrics_range',
    description:
      'A PromQL expression over a range, as a chart: each series with its points, smallest, largest, mean and last value. The step is ' +
      'chosen for the range. In rates, look back at least as far as a step.',
    input: z.object({
      query: queryField,
      ...rangeFields,
      stepSeconds: z
        .number()
        .int()
        .min(1)
        .max(86_400)
        .optional()
        .describe('Chosen for the range when left out.'),
      limit: z.number().int().min(1).max(200).default(20).describe('Series, those with the largest values.'),
    }),
    output: z.object({
      query: z.string(),
      unit: z.string(),
      ...chartFields,
    }),
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ limit, ...request }, { signal }) => {
      const answer = await runRange(server, request, signal);
      return { ...answer, series: answer.series.slice(0, limit), unit: guessUnit(request.query) };
    },
  });
