import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Server } from '../server.ts';

/** prometheus_list_labels. */
export const listLabelsTool = (server: Server) =>
  defineTool({
    name: 'prometheus_list_labels',
    description:
      'The values of a label, or the labels of a metric when no label is named. Use it to find out what services, pods or jobs are called here.',
    input: z
      .object({
        label: z
          .string()
          .regex(/^[a-zA-Z_]\w*$/)
          .optional(),
        metric: z
          .string()
          .regex(/^[a-zA-Z_:][\w:]*$/)
          .optional()
          .describe('Only as this metric bears it.'),
        limit: z.number().int().min(1).max(1000).default(200),
      })
      .refine(
        ({ label, metric }) => label !== undefined || metric !== undefined,
        'name a label, a metric, or both',
      ),
    output: z.object({ values: z.array(z.string()), total: z.number() }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ label, metric, limit }, { signal }) => {
      const { vocabulary } = server;
      const values =
        label === undefined
          ? await vocabulary.labels(metric ?? '', signal)
          : await vocabulary.values(label, metric, signal);
      return { values: values.slice(0, limit), total: values.length };
    },
  });
