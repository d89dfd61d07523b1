import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Clusters } from '../clusters.ts';
import { canI } from '../reads/access.ts';
import { clusterField } from './fields.ts';

/** kubernetes_can_i. */
export const canITool = (clusters: Clusters) =>
  defineTool({
    name: 'kubernetes_can_i',
    description:
      "Asks the API server whether Jamie's own account may do something, like `kubectl auth can-i`. It does nothing of the kind.",
    input: z.object({
      cluster: clusterField,
      verb: z.string().min(1).max(63).describe('get, list, watch, create, update, patch, delete ...'),
      resource: z.string().min(1).max(253).describe('Such as pods, deployments, apps/deployments, pods/log.'),
      namespace: z.string().min(1).optional().describe('All namespaces when left out.'),
      name: z.string().max(253).optional(),
    }),
    output: z.object({ allowed: z.boolean(), reason: z.string() }),
    effect: 'read',
    deadlineMs: 10_000,
    run: async ({ cluster, ...question }, { signal }) => canI(clusters.usable(cluster), question, signal),
  });
