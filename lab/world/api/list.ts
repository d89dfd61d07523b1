import type { ServerResponse } from 'node:http';
import type { Cluster } from '../engine/cluster.ts';
import { badRequest, expired } from '../kube/errors.ts';
import type { Resource } from '../kube/resources.ts';
import { objectKey } from '../kube/object-key.ts';
import { fieldsMatch, meetsAll, parseFieldSelector, parseLabelSelector } from '../kube/selectors.ts';
import type { KubeObject } from '../kube/types.ts';
import type { ApiRequest } from './request.ts';
import { sendPieces } from './respond.ts';
import type { View } from './view.ts';

export type Filter = (object: KubeObject) => boolean;

/** The fields that selectors know, beside the name and the namespace that every kind has. */
const SELECTABLE: Record<string, RegExp> = {
  pods: /^(spec\.(nodeName|restartPolicy|schedulerName|serviceAccountName|hostNetwork)|status\.(phase|podIP|podIPs|nominatedNodeName))$/,
  events: /^(involvedObject\.\w+|reason|reportingComponent|source|type)$/,
  secrets: /^type$/,
  namespaces: /^status\.phase$/,
  nodes: /^spec\.unschedulable$/,
  'jobs.batch': /^status\.successful$/,
};

function checkField(resource: Pick<Resource, 'key' | 'namespaced'>, path: string): void {
  if (path === 'metadata.name' || (path === 'metadata.namespace' && resource.namespaced)) return;
  const known = SELECTABLE[resource.key];
  if (known?.test(path)) return;
  if (known) throw badRequest(`field label not supported: ${path}`);
  throw badRequest(
    `${JSON.stringify(path)} is not a known field selector: only "metadata.name", "metadata.namespace"`,
  );
}

/** What the parser of label selectors stumbled over. */
function stumble(text: string): string {
  const [, found = text] = /(?:==|!=|=|>|<)\s*([=!<>()])/.exec(text) ?? [];
  return `unable to parse requirement: found '${found}', expected: identifier`;
}

/** The label and field selectors of a request as one test. */
export function filterOf(
  query: URLSearchParams,
  resource: Pick<Resource, 'key' | 'namespaced'>,
  name?: string,
): Filter {
  const labelText = query.get('labelSelector') ?? '';
  const fieldText = query.get('fieldSelector') ?? '';
  const labels = parseLabelSelector(labelText);
  if (!labels) throw badRequest(stumble(labelText));
  const fields = parseFieldSelector(fieldText);
  if (!fields) throw badRequest(`invalid selector: '${fieldText}'; can't understand '${fieldText}'`);
  for (const { path } of fields) checkField(resource, path);
  return (object) =>
    (name === undefined || object.metadata.name === name) &&
    (labels.length === 0 || meetsAll(object.metadata.labels, labels)) &&
    (fields.length === 0 || fieldsMatch(object, fields));
}

interface Continue {
  revision: number;
  after: string;
}

function decodeContinue(token: string | null, cluster: Cluster): Continue | undefined {
  if (!token) return undefined;
  const [revision, ...after] = Buffer.from(token, 'base64url').toString('utf8').split(' ');
  const parsed = { revision: Number(revision), after: after.join(' ') };
  if (!Number.isFinite(parsed.revision) || parsed.after === '') throw badRequest('continue key is not valid');
  if (cluster.store.since(parsed.revision) === undefined) {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.',
    );
  }
  return parsed;
}

export interface Page {
  items: KubeObject[];
  metadata: { resourceVersion: string; continue?: string; remainingItemCount?: number };
}

export interface Selection {
  resource: Resource;
  namespace?: string;
  filter: Filter;
}

/** The revision that a list asks for exactly. */
function exactRevision(cluster: Cluster, query: URLSearchParams): number | undefined {
  if (query.get('resourceVersionMatch') !== 'Exact') return undefined;
  const revision = Number(query.get('resourceVersion'));
  if (cluster.store.since(revision) !== undefined) return revision;
  throw expired('The resourceVersion for the provided list is too old.');
}

/** The objects as they were at a revision that is still remembered: what has changed since is taken back. */
function past(cluster: Cluster, { resource, namespace }: Selection, revision: number): readonly KubeObject[] {
  const now = cluster.store.all(resource.key, namespace);
  const changes = (cluster.store.since(revision) ?? []).filter(
    ({ resource: key, object }) =>
      key === resource.key && (namespace === undefined || object.metadata.namespace === namespace),
  );
  if (changes.length === 0) return now;
  const objects = new Map(now.map((object) => [objectKey(object), object]));
  for (const { type, object, previous } of changes.reverse()) {
    if (type === 'ADDED' || !previous) objects.delete(objectKey(object));
    else objects.set(objectKey(object), previous);
  }
  return [...objects.values()].sort((a, b) => (objectKey(a) < objectKey(b) ? -1 : 1));
}

/** The objects of one page of a list. */
export function pageOf(cluster: Cluster, selection: Selection, query: URLSearchParams): Page {
  const { resource, namespace, filter } = selection;
  const from = decodeContinue(query.get('continue'), cluster);
  const at = from?.revision ?? exactRevision(cluster, query);
  const objects =
    at === undefined ? cluster.store.all(resource.key, namespace) : past(cluster, selection, at);
  const all = objects.filter(filter);
  const rest = from ? all.filter((object) => objectKey(object) > from.after) : all;
  const limit = Number(query.get('limit') ?? 0);
  const revision = at ?? cluster.store.revision();
  const last = limit > 0 ? rest[limit - 1] : undefined;
  if (!last || rest.length <= limit) return { items: rest, metadata: { resourceVersion: String(revision) } };
  return {
    items: rest.slice(0, limit),
    metadata: {
      resourceVersion: String(revision),
      continue: Buffer.from(`${revision} ${objectKey(last)}`).toString('base64url'),
      remainingItemCount: rest.length - limit,
    },
  };
}

function* piecesOf(page: Page, view: View): Generator<string> {
  const { head, tail } = view.frame(page.metadata);
  yield head;
  let separator = '';
  for (const object of page.items) {
    yield separator + view.item(object);
    separator = ',';
  }
  yield tail;
}

export async function sendList(response: ServerResponse, page: Page, view: View): Promise<void> {
  await sendPieces(response, piecesOf(page, view));
}

/** Whether the request asks to watch rather than to list. */
export function wantsWatch(request: ApiRequest): boolean {
  return ['1', 'true'].includes(request.query.get('watch') ?? '');
}
