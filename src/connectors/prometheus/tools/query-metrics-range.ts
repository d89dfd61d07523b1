import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { chartSeries } from '../chart/series.ts';
import { guessUnit } from '../chart/unit.ts';
import { runRange } from '../reads/run-query.ts';
import type { Server } from '../server.ts';
import { noteField, queryField, rangeFields } from './fields.ts';

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
      start: z.string(),
      end: z.string(),
      stepSeconds: z.number(),
      series: z.array(chartSeries),
      total: z.number(),
      note: noteField,
    }),
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ limit, ...request }, { signal }) => {
      const answer = await runRange(server, request, signal);
      return { ...answer, series: answer.series.slice(0, limit), unit: guessUnit(request.query) };
    },
  });
