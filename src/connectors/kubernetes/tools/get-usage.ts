import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Clusters } from '../clusters.ts';
import { readNodeUsage, readPodUsage } from '../reads/usage.ts';
import { clusterField, namespaceField } from './fields.ts';

/** kubernetes_get_usage. */
export const getUsageTool = (clusters: Clusters) =>
  defineTool({
    name: 'kubernetes_get_usage',
    description:
      'CPU (cores) and memory (bytes) that pods or nodes use right now, by the metrics API, like `kubectl top`. Fails with ' +
      'metrics-unavailable in a cluster without metrics-server.',
    input: z.object({
      cluster: clusterField,
      of: z.enum(['pods', 'nodes']),
      namespace: namespaceField.describe('Of pods only.'),
    }),
    output: z.object({
      usage: z.array(
        z.object({
          namespace: z.string(),
          name: z.string(),
          cpu: z.number(),
          memory: z.number(),
          containers: z.array(z.object({ name: z.string(), cpu: z.number(), memory: z.number() })),
        }),
      ),
    }),
    effect: 'read',
    deadlineMs: 15_000,
    maxChars: 8 * 1024 * 1024,
    run: async ({ cluster, of, namespace }, { signal }) => {
      const usable = clusters.usable(cluster);
      const usage = of === 'pods' ? readPodUsage(usable, namespace, signal) : readNodeUsage(usable, signal);
      return { usage: await usage };
    },
  });
