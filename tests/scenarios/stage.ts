import { checkCluster } from '#diagnosis';
import type { Finding } from '#diagnosis';
import type { KubernetesConnector } from '#connectors/kubernetes';
import type { ContractServer } from '../contract/contract-server.ts';
import { ask } from '../contract/http-client.ts';
import { namespace } from '../contract/manifests.ts';
import type { Breakage, Placed } from './breakages.ts';
import type { Jamie } from './open-jamie.ts';

/** What the scenarios play on. */
export interface Stage {
  server: ContractServer;
  connector: KubernetesConnector;
  jamie: Jamie;
}

const MERGE = { 'content-type': 'application/merge-patch+json' };
const QUARTER = 15 * 60_000;

/**
 * Judged a quarter of an hour later, when nothing is given time to come right by itself any more. Schedules are left out: they
 * could not be kept in a time that has not passed.
 */
export function findingsLater({ connector }: Stage): Finding[] {
  const { takenAt, currentAsOf, ...rest } = connector.snapshot('cluster');
  const later = { ...rest, takenAt: takenAt + QUARTER, currentAsOf: currentAsOf + QUARTER };
  return checkCluster(later).filter(({ check }) => check !== 'cronjob-missed');
}

/** The name that comes last, so that the same node is struck throughout. */
export function lastNode({ connector }: Stage): string {
  const names = connector.snapshot('cluster').objects.Node.map(({ metadata }) => metadata.name);
  return names.sort().at(-1) ?? '';
}

/** The node that is not ready. */
export function lostNode({ connector }: Stage): string {
  const lost = connector
    .snapshot('cluster')
    .objects.Node.find(({ status }) =>
      status.conditions.some(({ type, status }) => type === 'Ready' && status !== 'True'),
    );
  return lost?.metadata.name ?? 'no node at all';
}

/** Creates a namespace and what stands in it. */
export async function place({ server }: Stage, id: string, objects: Placed[]): Promise<void> {
  await ask(server.admin, '/api/v1/namespaces', { body: namespace(id) });
  for (const [collection, manifest] of objects) {
    const { status, text } = await ask(server.admin, pathOf(id, collection), { body: manifest });
    if (status >= 300) throw new Error(`${id}: ${text}`);
  }
}

/** Sends what a breakage sends once all else has come to rest. */
export async function followUp({ server }: Stage, { id, then = [] }: Breakage): Promise<void> {
  for (const { path, patch } of then) {
    await ask(server.admin, pathOf(id, path), { method: 'PATCH', body: patch, headers: MERGE });
  }
}

export async function patchNode({ server }: Stage, node: string, body: object): Promise<void> {
  await ask(server.admin, `/api/v1/nodes/${node}`, { method: 'PATCH', body, headers: MERGE });
}

export function readyPods({ connector }: Stage, within: string): number {
  const pods = connector
    .snapshot('cluster')
    .objects.Pod.filter(({ metadata }) => metadata.namespace === within);
  return pods.filter(({ status }) =>
    status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True'),
  ).length;
}

export function concerns({ object, related }: Finding, about: Breakage['about']): boolean {
  return [object, ...related].some(({ kind, name }) => kind === about.kind && name === about.name);
}

export function namespacesOf({ object, related }: Finding): string[] {
  return [object, ...related].map(({ namespace: one }) => one).filter(Boolean);
}

export function inWords({ check, severity, object, title, cause }: Finding): string {
  return `${severity} ${check} ${object.kind} ${object.namespace}/${object.name}: ${title}. ${cause}`;
}

/** `apps/v1/deployments/web` in a namespace, as a path of the API. */
function pathOf(within: string, placed: string): string {
  const [, group = '', version = '', rest = ''] = /^(?:(.+?)\/)?(v\d\w*)\/(.+)$/.exec(placed) ?? [];
  return `${group ? `/apis/${group}/${version}` : `/api/${version}`}/namespaces/${within}/${rest}`;
}
