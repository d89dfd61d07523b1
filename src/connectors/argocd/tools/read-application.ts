import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { isHouseError } from '#ground/errors';
import { applicationFields, openApplication, toldApplication } from '../reads/applications.ts';
import type { Opened } from '../reads/applications.ts';
import {
  objectFields,
  operationFields,
  outOfSyncObjects,
  toldOperation,
  unhealthyObjects,
} from '../reads/operation.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import { explain } from '../words/explain.ts';
import { applicationInput, noteField } from '../words/fields.ts';

const MOST_EVENTS = 10;
const MOST_OBJECTS = 40;

const output = z.object({
  application: applicationFields,
  sources: z.array(
    z.object({ repository: z.string(), path: z.string().optional(), revision: z.string().optional() }),
  ),
  policy: z.string().describe('Who syncs: automatic or by hand.'),
  outOfSync: z.array(objectFields),
  unhealthy: z.array(objectFields).describe('Objects below it, pods included.'),
  conditions: z.array(
    z.object({
      type: z.string(),
      message: z.string(),
      at: z.string().optional(),
      meaning: z.string().optional(),
    }),
  ),
  operation: operationFields.optional().describe('The last sync.'),
  events: z.array(
    z.object({ reason: z.string(), message: z.string(), at: z.string().optional(), warning: z.boolean() }),
  ),
  note: noteField,
});

function policyOf({ app }: Opened): string {
  const automated = app.spec.syncPolicy?.automated;
  if (!automated) return 'By hand: somebody has to sync it.';
  const heals = automated.selfHeal
    ? 'changes made by hand are undone'
    : 'changes made by hand stay until the next commit';
  return `Automatic: every commit is synced, ${heals}${automated.prune ? ', what is removed from Git is deleted' : ''}.`;
}

/** A part of the answer that may be missing without the rest. */
async function orMissing<Value>(
  part: string,
  read: Promise<Value>,
): Promise<{ value?: Value; missing?: string }> {
  try {
    return { value: await read };
  } catch (error) {
    if (!isHouseError(error)) throw error;
    return { missing: `The ${part} could not be read: ${error.message}` };
  }
}

function readParts({ instance, path, params }: Opened, signal: AbortSignal) {
  const { client } = instance;
  return Promise.all([
    orMissing(
      'objects below it',
      client.read({ path: `${path}/resource-tree`, params, signal }, schema.tree),
    ),
    orMissing('events', client.read({ path: `${path}/events`, params, signal }, schema.eventList)),
  ]);
}

function toldConditions({ app }: Opened) {
  return (app.status?.conditions ?? []).map(({ type, message, lastTransitionTime: at }) => {
    const meaning = explain(message);
    return { type, message, at: at ?? undefined, ...(meaning ? { meaning } : {}) };
  });
}

function toldEvents(items: z.output<typeof schema.eventList>['items']) {
  return items
    .map(({ reason, message, type, lastTimestamp, eventTime, firstTimestamp }) => ({
      reason: reason ?? '',
      message: message ?? '',
      at: lastTimestamp ?? eventTime ?? firstTimestamp ?? undefined,
      warning: type === 'Warning',
    }))
    .sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))
    .slice(0, MOST_EVENTS);
}

/** argocd_read_application. */
export const readApplicationTool = (server: Server) =>
  defineTool({
    name: 'argocd_read_application',
    description:
      'One application: what is out of sync or unhealthy and why, conditions, the last sync with the objects that failed explained, its events.',
    input: z.object(applicationInput),
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ application, instance }, { signal }) => {
      const opened = await openApplication(server, { name: application, instance }, signal);
      const [tree, events] = await readParts(opened, signal);
      const { app } = opened;
      const { source, sources } = app.spec;
      const operation = app.status?.operationState;
      const missing = [tree.missing, events.missing].filter((part) => part !== undefined);
      return {
        application: toldApplication(opened.instance.name, app),
        sources: [...(source ? [source] : []), ...sources].map((one) => ({
          repository: one.repoURL,
          path: one.path ?? one.chart ?? undefined,
          revision: one.targetRevision ?? undefined,
        })),
        policy: policyOf(opened),
        outOfSync: outOfSyncObjects(app).slice(0, MOST_OBJECTS),
        unhealthy: unhealthyObjects(tree.value?.nodes ?? []).slice(0, MOST_OBJECTS),
        conditions: toldConditions(opened),
        ...(operation ? { operation: toldOperation(operation) } : {}),
        events: toldEvents(events.value?.items ?? []),
        ...(missing.length > 0 ? { note: missing.join(' ') } : {}),
      };
    },
  });
