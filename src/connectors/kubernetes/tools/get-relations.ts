import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import type { Clusters } from '../clusters.ts';
import { findRelations } from '../reads/relations.ts';
import { clusterField, nameField, namespaceOfObject } from './fields.ts';

const related = { kind: z.string(), namespace: z.string(), name: z.string() };

/** kubernetes_get_relations. */
export const getRelationsTool = (clusters: Clusters) =>
  defineTool({
    name: 'kubernetes_get_relations',
    description:
      "Whose an object is and what is its own, by owner references, from memory: a pod's ReplicaSet and Deployment, a CronJob's " +
      'Jobs and pods. Built-in kinds only.',
    input: z.object({
      cluster: clusterField,
      kind: z.string().min(1).max(253).describe('Such as Pod or Deployment.'),
      namespace: namespaceOfObject,
      name: nameField,
    }),
    output: z.object({
      owners: z.array(z.object(related)).describe('The nearest first.'),
      dependents: z.array(z.object({ ...related, distance: z.number() })),
    }),
    effect: 'read',
    deadlineMs: 5_000,
    run: async ({ cluster, ...ref }) => {
      const relations = findRelations(clusters.usable(cluster).cache.snapshot(), ref);
      if (relations !== undefined) return relations;
      const message = `There is no ${ref.kind} ${ref.namespace}/${ref.name} among the objects Jamie watches.`;
      throw new InputError({ code: 'no-such-object', message });
    },
  });
