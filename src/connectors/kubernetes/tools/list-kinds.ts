import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Clusters } from '../clusters.ts';
import { clusterField } from './fields.ts';

/** kubernetes_list_kinds. */
export const listKindsTool = (clusters: Clusters) =>
  defineTool({
    name: 'kubernetes_list_kinds',
    description:
      'Lists the kinds of objects that a cluster serves, custom resources included, like `kubectl api-resources`. Use it to find ' +
      'the right kind before listing or reading objects.',
    input: z.object({ cluster: clusterField }),
    output: z.object({
      kinds: z.array(
        z.object({
          kind: z.string(),
          plural: z.string(),
          shortNames: z.array(z.string()),
          group: z.string(),
          namespaced: z.boolean(),
        }),
      ),
    }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ cluster }) => ({ kinds: await clusters.usable(cluster).discovery.kinds() }),
  });
