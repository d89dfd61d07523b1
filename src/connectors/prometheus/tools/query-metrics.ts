import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { reading } from '../chart/series.ts';
import { guessUnit } from '../chart/unit.ts';
import { runInstant } from '../reads/run-query.ts';
import type { Server } from '../server.ts';
import { noteField, queryField, timeField } from './fields.ts';

/** prometheus_query_metrics. */
export const queryMetricsTool = (server: Server) =>
  defineTool({
    name: 'prometheus_query_metrics',
    description:
      'The values of a PromQL expression at one moment, now unless told. Use prometheus_measure_signal for usual things such as CPU or ' +
      'error rate, and prometheus_list_metrics to find names first.',
    input: z.object({
      query: queryField,
      at: timeField.describe('ISO 8601; now when left out.'),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    output: z.object({
      query: z.string(),
      unit: z.string(),
      at: z.string(),
      readings: z.array(reading),
      total: z.number(),
      note: noteField,
    }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async (input, { signal }) => ({
      ...(await runInstant(server, input, signal)),
      unit: guessUnit(input.query),
    }),
  });
