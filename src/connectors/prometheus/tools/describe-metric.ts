import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';
import { runInstant } from '../reads/run-query.ts';
import type { Server } from '../server.ts';

const MOST_LABELS = 25;
const EXAMPLES = 8;

function usage(metric: string, type: string | undefined): string {
  if (metric.endsWith('_bucket')) return `histogram_quantile(0.95, sum by (le) (rate(${metric}[5m])))`;
  const counts = type === 'counter' || /_(total|count|sum)$/.test(metric);
  return counts ? `sum(rate(${metric}[5m]))` : `sum(${metric})`;
}

/** prometheus_describe_metric. */
export const describeMetricTool = (server: Server) =>
  defineTool({
    name: 'prometheus_describe_metric',
    description:
      'What a metric means, its type, its labels with examples of their values, how many series it has now, and how to ask for it.',
    input: z.object({ metric: z.string().min(1).max(200) }),
    output: z.object({
      metric: z.string(),
      type: z.string().optional(),
      help: z.string().optional(),
      labels: z.array(z.object({ label: z.string(), values: z.number(), examples: z.array(z.string()) })),
      series: z.number(),
      example: z.string().describe('An expression to begin with.'),
    }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ metric }, { signal }) => {
      const { vocabulary } = server;
      const names = await vocabulary.metrics(signal);
      if (!names.includes(metric)) throw noSuchMetric(metric, names);
      const own = (await vocabulary.labels(metric, signal)).filter((label) => label !== '__name__');
      const labels = await Promise.all(
        own.slice(0, MOST_LABELS).map(async (label) => {
          const values = await vocabulary.values(label, metric, signal);
          return { label, values: values.length, examples: values.slice(0, EXAMPLES) };
        }),
      );
      const meaning = await vocabulary.meaning(metric, signal);
      const counted = await runInstant(server, { query: `count(${metric})`, limit: 1 }, signal);
      return {
        metric,
        ...meaning,
        labels,
        series: counted.readings[0]?.value ?? 0,
        example: usage(metric, meaning?.type),
      };
    },
  });

function noSuchMetric(metric: string, names: string[]): InputError {
  const near = nearest(metric, names, 3);
  const hint = near.length > 0 ? ` The nearest are ${near.join(', ')}.` : '';
  return new InputError({ code: 'no-such-metric', message: `There is no metric ${metric}.${hint}` });
}
