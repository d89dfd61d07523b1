import { z } from 'zod';
import type { OperationState, RawApplication } from '../schema.ts';
import { explain } from '../words/explain.ts';
import { initiatorOf } from './applications.ts';

export const objectFields = z.object({
  kind: z.string(),
  namespace: z.string().optional(),
  name: z.string(),
  state: z.string(),
  message: z.string().optional(),
  meaning: z.string().optional(),
});
type ToldObject = z.output<typeof objectFields>;

export const operationFields = z.object({
  phase: z.string().describe('Succeeded, Failed, Error, Running or Terminating.'),
  message: z.string(),
  meaning: z.string().optional(),
  startedAt: z.string().optional(),
  finishedAt: z.string().optional(),
  by: z.string(),
  revision: z.string().optional(),
  retries: z.number().optional(),
  failed: z.array(objectFields).describe('Objects that could not be applied, hooks that failed.'),
});

interface Named {
  kind: string;
  namespace?: string | null;
  name: string;
}

/** An object with a state, and what its message means. */
function toldObject({ kind, namespace, name }: Named, state: string, message?: string | null): ToldObject {
  const meaning = explain(message);
  return {
    kind,
    ...(namespace ? { namespace } : {}),
    name,
    state,
    ...(message ? { message } : {}),
    ...(meaning ? { meaning } : {}),
  };
}

/** The last sync as tools tell it, with what went wrong. */
export function toldOperation(state: OperationState): z.output<typeof operationFields> {
  const resources = state.syncResult?.resources ?? [];
  const failed = resources
    .filter(
      ({ status, hookPhase }) => status === 'SyncFailed' || hookPhase === 'Failed' || hookPhase === 'Error',
    )
    .map((one) => toldObject(one, one.status ?? one.hookPhase ?? 'failed', one.message));
  const meaning = state.phase === 'Succeeded' ? undefined : explain(state.message);
  return {
    phase: state.phase,
    message: state.message ?? '',
    ...(meaning ? { meaning } : {}),
    startedAt: state.startedAt ?? undefined,
    finishedAt: state.finishedAt ?? undefined,
    by: initiatorOf(state.operation?.initiatedBy),
    revision: state.syncResult?.revision || state.operation?.sync?.revision || undefined,
    ...(state.retryCount ? { retries: state.retryCount } : {}),
    failed,
  };
}

/** The objects of an application that are not what Git says. */
export function outOfSyncObjects({ status }: RawApplication): ToldObject[] {
  return (status?.resources ?? [])
    .filter((one) => one.status !== 'Synced' && one.status)
    .map((one) => {
      const state = one.requiresPruning ? 'no longer in Git (to be pruned)' : (one.status ?? 'Unknown');
      const missing =
        one.health?.status === 'Missing' ? 'It does not exist in the cluster.' : one.health?.message;
      return toldObject(one, state, missing);
    });
}

const WELL = new Set(['Healthy', 'Suspended']);

/** Objects, pods included, that are not healthy. */
export function unhealthyObjects(
  nodes: readonly (Named & { health?: { status?: string | null; message?: string | null } | null })[],
): ToldObject[] {
  return nodes
    .filter(({ health }) => health?.status && !WELL.has(health.status))
    .map((node) => toldObject(node, node.health?.status ?? '', node.health?.message));
}
