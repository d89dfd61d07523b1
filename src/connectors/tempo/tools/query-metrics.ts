import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { attributeMap } from '../reads/attributes.ts';
import { isoOf, rangeFields, windowOf } from '../reads/window.ts';
import { seriesResult } from '../schema.ts';
import type { Server } from '../server.ts';
import { checkQuery } from '../traceql/check-query.ts';
import { queryField } from './fields.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const STEPS = [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400];

const output = z.object({
  query: z.string(),
  start: z.string(),
  end: z.string(),
  stepSeconds: z.number(),
  series: z.array(
    z.object({
      labels: z.record(z.string(), scalar),
      points: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
  total: z.number(),
  note: z.string().optional(),
});

/** tempo_query_metrics. */
export const queryMetricsTool = (server: Server) =>
  defineTool({
    name: 'tempo_query_metrics',
    description:
      'Series that a TraceQL metrics query computes from spans over a range, such as { status = error } | rate() by (resource.service.name) ' +
      'or quantile_over_time(duration, .95). Of the traces that were kept: rates are not traffic. Durations are in seconds.',
    input: z.object({
      query: queryField,
      ...rangeFields,
      maxPoints: z.number().int().min(2).max(500).default(60),
      limit: z.number().int().min(1).max(100).default(20).describe('Series.'),
    }),
    output,
    effect: 'read',
    deadlineMs: 25_000,
    run: async ({ query, maxPoints, limit, ...range }, { signal }) => {
      checkQuery(query, 'series');
      const { from, to } = windowOf(range, server.now());
      const stepSeconds = STEPS.find((step) => step >= (to - from) / maxPoints) ?? 86_400;
      const params = { q: query, start: String(from), end: String(to), step: `${stepSeconds}s` };
      const answer = await server.tempo.read(
        { path: '/api/metrics/query_range', params, signal },
        seriesResult,
      );
      const series = answer.series.map(({ labels, samples }) => ({
        labels: attributeMap(labels),
        points: samples.map(({ timestampMs, value }): [number, number] => [
          Number(timestampMs) / 1000,
          value,
        ]),
      }));
      const times = { start: isoOf(from), end: isoOf(to) };
      const note = `No spans for ${query} from ${times.start} to ${times.end}. That is no proof that nothing happened.`;
      const empty = series.length === 0 ? { note } : {};
      return { query, ...times, stepSeconds, series: series.slice(0, limit), total: series.length, ...empty };
    },
  });
