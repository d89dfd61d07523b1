import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import type { ObjectOf } from '#diagnosis/evidence';
import type { Clusters } from '../clusters.ts';
import { clusterField, namespaceField } from './fields.ts';

/** kubernetes_list_events. */
export const listEventsTool = (clusters: Clusters) =>
  defineTool({
    name: 'kubernetes_list_events',
    description:
      'Lists Kubernetes events from memory, the newest first: why pods are not scheduled, images not pulled, probes failing. ' +
      'Clusters keep events for about an hour. Narrow it by namespace, by the object concerned or to warnings.',
    input: z.object({
      cluster: clusterField,
      namespace: namespaceField,
      kind: z.string().max(253).optional().describe('Kind of the object concerned, such as Pod.'),
      name: z.string().max(253).optional().describe('Its exact name.'),
      warningsOnly: z.boolean().default(false),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    output: z.object({
      events: z.array(
        z.object({
          type: z.string(),
          reason: z.string(),
          message: z.string(),
          object: z.object({ kind: z.string(), namespace: z.string(), name: z.string() }),
          count: z.number(),
          first: z.string(),
          last: z.string(),
        }),
      ),
      total: z.number(),
      unseen: z.array(z.string()).describe('What of the events this account may not see.'),
    }),
    effect: 'read',
    deadlineMs: 5_000,
    run: async ({ cluster, ...wanted }) => {
      const { objects, unseen } = clusters.usable(cluster).cache.snapshot();
      const events = objects.Event.filter((event) => isWanted(event, wanted)).map(describe);
      events.sort((a, b) => (a.last < b.last ? 1 : -1));
      const gaps = unseen.filter(({ kind }) => kind === 'Event').map(({ message }) => message);
      return { events: events.slice(0, wanted.limit), total: events.length, unseen: gaps };
    },
  });

interface Wanted {
  namespace?: string;
  kind?: string;
  name?: string;
  warningsOnly: boolean;
}

type Event = ObjectOf<'Event'>;

function isWanted({ type, involvedObject, metadata }: Event, wanted: Wanted): boolean {
  if (wanted.warningsOnly && type !== 'Warning') return false;
  if (wanted.namespace !== undefined && metadata.namespace !== wanted.namespace) return false;
  if (wanted.kind !== undefined && involvedObject.kind?.toLowerCase() !== wanted.kind.toLowerCase())
    return false;
  return wanted.name === undefined || involvedObject.name === wanted.name;
}

function describe({ type, reason, message, count, firstTimestamp, lastTimestamp, involvedObject }: Event) {
  const { kind = '', namespace = '', name = '' } = involvedObject;
  return {
    type: type ?? '',
    reason: reason ?? '',
    message: message ?? '',
    object: { kind, namespace, name },
    count: count ?? 1,
    first: firstTimestamp ?? '',
    last: lastTimestamp ?? '',
  };
}
