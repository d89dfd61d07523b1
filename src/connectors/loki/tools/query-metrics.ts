import { z } from 'zod';
import { defineTool, windowFields, windowOf } from '#connectors/kit';
import { checkQuery } from '../logql/check-query.ts';
import { chooseStep, runMetric } from '../reads/run-metric.ts';
import type { Server } from '../server.ts';
import { chartFields, LONGEST_DAYS, queryField } from './fields.ts';

/** loki_query_metrics. */
export const queryMetricsTool = (server: Server) =>
  defineTool({
    name: 'loki_query_metrics',
    description:
      'Numbers counted from log lines by a LogQL metric query over a window, as a chart: rate, count_over_time, bytes_over_time, ' +
      'quantile_over_time with unwrap, and sum, avg, max, topk over them.',
    input: z.object({
      query: queryField,
      ...windowFields,
      stepSeconds: z
        .number()
        .int()
        .min(1)
        .max(86_400)
        .optional()
        .describe('Chosen for the window when left out.'),
      maxPoints: z.number().int().min(2).max(2000).default(120).describe('Points of each series at most.'),
      limit: z.number().int().min(1).max(200).default(20).describe('Series, those with the largest values.'),
    }),
    output: z.object({ query: z.string(), ...chartFields }),
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ query, stepSeconds, maxPoints, limit, ...asked }, { signal }) => {
      checkQuery(query, 'metrics');
      const window = windowOf(asked, { now: server.now(), minutes: 60, longestDays: LONGEST_DAYS });
      const step = Math.max(stepSeconds ?? 0, chooseStep(window, maxPoints));
      const request = { query, window, maxPoints, stepSeconds: step };
      const answer = await runMetric(server, request, signal);
      return { ...answer, series: answer.series.slice(0, limit) };
    },
  });
