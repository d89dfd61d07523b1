import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Clusters } from '../clusters.ts';
import { listObjects } from '../reads/objects.ts';
import { clusterField, kindField, namespaceField } from './fields.ts';

/** kubernetes_list_objects. */
export const listObjectsTool = (clusters: Clusters) =>
  defineTool({
    name: 'kubernetes_list_objects',
    description:
      'Lists objects of any kind from the API server, custom resources included, as the server gives them. Secret values are ' +
      'hidden. `names` gives only name, namespace, age and labels, which is enough to find or count things; `full` the whole ' +
      'objects. At most 5,000; `more` says whether there are others.',
    input: z.object({
      cluster: clusterField,
      kind: kindField,
      namespace: namespaceField,
      labelSelector: z.string().max(1000).optional().describe('Such as app=cart,tier!=cache.'),
      fieldSelector: z
        .string()
        .max(1000)
        .optional()
        .describe('Such as status.phase=Failed; few fields are served.'),
      detail: z.enum(['names', 'full']).default('names'),
    }),
    output: z.object({
      kind: z.string(),
      items: z.array(z.record(z.string(), z.unknown())),
      total: z.number().describe('How many were found, even when the answer was cut.'),
      more: z.boolean(),
    }),
    effect: 'read',
    deadlineMs: 60_000,
    maxChars: 2 * 1024 * 1024,
    run: async ({ cluster, detail, ...request }, { signal }) => {
      const listed = await listObjects(clusters.usable(cluster), request, signal);
      const items = detail === 'full' ? listed.items : listed.items.map(nameOnly);
      return { ...listed, items, total: listed.items.length };
    },
  });

function nameOnly({ metadata }: { metadata: Record<string, unknown> }): Record<string, unknown> {
  const { name, namespace, creationTimestamp, labels } = metadata;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    creationTimestamp,
    ...(labels !== undefined && { labels }),
  };
}
