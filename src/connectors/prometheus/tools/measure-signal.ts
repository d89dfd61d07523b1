import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { chooseStep, duration, rateWindow } from '../chart/step.ts';
import { runRange, windowOf } from '../reads/run-query.ts';
import type { Server } from '../server.ts';
import { DIMENSIONS, SIGNALS } from '../words/signals.ts';
import type { SignalName } from '../words/signals.ts';
import { writeQuery } from '../words/write-query.ts';
import { chartFields, rangeFields } from './fields.ts';

const HOUR = 3600;

const chosen = Object.fromEntries(
  DIMENSIONS.map((dimension) => [dimension, z.string().min(1).max(253).optional()]),
) as Record<(typeof DIMENSIONS)[number], z.ZodOptional<z.ZodString>>;

const input = z.object({
  signal: z.enum(SIGNALS),
  by: z.enum(DIMENSIONS).optional().describe('One series for each; one for all together when left out.'),
  ...chosen,
  percentile: z.number().gt(0).lt(100).default(95).describe('Of latency only.'),
  ...rangeFields,
  limit: z.number().int().min(1).max(200).default(20),
});

/** How far back a value looks: restarts are counted over the whole range, at least an hour. */
function lookback(signal: SignalName, seconds: number, step: number): string {
  return duration(
    signal === 'restarts'
      ? Math.max(HOUR, Math.round(seconds / 60) * 60)
      : rateWindow(Math.min(step, seconds)),
  );
}

/** prometheus_measure_signal. */
export const measureSignalTool = (server: Server) =>
  defineTool({
    name: 'prometheus_measure_signal',
    description:
      'What people ask for, without PromQL: CPU, memory, request rate, error rate, latency percentiles, saturation, restarts, disk ... of a ' +
      'service, pod, node or namespace over a range. The expression is written from the metrics that really exist, and shown.',
    input,
    output: z.object({
      signal: z.enum(SIGNALS),
      query: z.string().describe('The PromQL that was asked; it can be changed and asked again.'),
      unit: z.string(),
      source: z.string().describe('Whose metrics these are.'),
      ignored: z.array(z.string()).describe('What was asked for and these metrics cannot tell apart.'),
      ...chartFields,
    }),
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ signal: name, by, percentile, limit, ...rest }, { signal }) => {
      const { start, end, minutes, maxPoints, ...of } = rest;
      const { from, to } = windowOf({ start, end, minutes }, server.now());
      const step = chooseStep(to - from, maxPoints);
      const window = lookback(name, to - from, step);
      const wish = { signal: name, by, of, window, quantile: Number((percentile / 100).toFixed(6)) };
      const { query, unit, source, ignored } = await writeQuery(server.vocabulary, wish, signal);
      const answer = await runRange(
        server,
        { query, start, end, minutes, maxPoints, stepSeconds: step },
        signal,
      );
      return { ...answer, signal: name, unit, source, ignored, series: answer.series.slice(0, limit) };
    },
  });
