import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Server } from '../server.ts';

const DESCRIBED = 60;

/** prometheus_list_metrics. */
export const listMetricsTool = (server: Server) =>
  defineTool({
    name: 'prometheus_list_metrics',
    description:
      'Names of the metrics of the last hours, with what they mean. `contains` takes words: every one must be in the name or its help.',
    input: z.object({
      contains: z.string().max(200).optional().describe('Words, such as "http duration".'),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({
      metrics: z.array(
        z.object({ name: z.string(), type: z.string().optional(), help: z.string().optional() }),
      ),
      total: z.number(),
    }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ contains = '', limit }, { signal }) => {
      const names = await server.vocabulary.metrics(signal);
      const words = contains
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const all = await Promise.all(
        names.map(async (name) => ({ name, ...(await server.vocabulary.meaning(name, signal)) })),
      );
      const found = all.filter(({ name, help = '' }) =>
        words.every((word) => name.toLowerCase().includes(word) || help.toLowerCase().includes(word)),
      );
      const metrics = found
        .slice(0, limit)
        .map((metric, index) => (index < DESCRIBED ? metric : { name: metric.name, type: metric.type }));
      return { metrics, total: found.length };
    },
  });
