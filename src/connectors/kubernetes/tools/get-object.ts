import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { Clusters } from '../clusters.ts';
import { getObject } from '../reads/objects.ts';
import { clusterField, kindField, nameField, namespaceOfObject } from './fields.ts';

/** kubernetes_get_object. */
export const getObjectTool = (clusters: Clusters) =>
  defineTool({
    name: 'kubernetes_get_object',
    description:
      'Reads one object of any kind from the API server, spec and status, like `kubectl get -o yaml`. Secret values are ' +
      'hidden, managed fields left out.',
    input: z.object({
      cluster: clusterField,
      kind: kindField,
      namespace: namespaceOfObject,
      name: nameField,
    }),
    output: z.object({ object: z.record(z.string(), z.unknown()) }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ cluster, ...ref }, { signal }) => ({
      object: await getObject(clusters.usable(cluster), ref, signal),
    }),
  });
