import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Clusters } from '../clusters.ts';

/** kubernetes_list_clusters. */
export const listClustersTool = (clusters: Clusters) =>
  defineTool({
    name: 'kubernetes_list_clusters',
    description:
      'Lists the Kubernetes clusters Jamie is connected to, with their environment, other names, version and how well ' +
      'each can be read. Use it first when it is not clear which cluster is meant. Does not ask the API servers.',
    input: z.object({}),
    output: z.object({
      clusters: z.array(
        z.object({
          name: z.string(),
          environment: z.string(),
          aliases: z.array(z.string()),
          isDefault: z.boolean(),
          state: z.enum(['connecting', 'ready', 'partial', 'unreachable']),
          problem: z.string().optional(),
          version: z.string().optional(),
        }),
      ),
    }),
    effect: 'read',
    deadlineMs: 1_000,
    run: async () => ({ clusters: clusters.infos() }),
  });
