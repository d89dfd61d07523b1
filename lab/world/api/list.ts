import type { ServerResponse } from 'node:http';
import type { Cluster } from '../engine/cluster.ts';
import { badRequest, expired } from '../kube/errors.ts';
import type { Resource } from '../kube/resources.ts';
import { objectKey } from '../kube/store.ts';
import { fieldsMatch, meetsAll, parseFieldSelector, parseLabelSelector } from '../kube/selectors.ts';
import type { KubeObject } from '../kube/types.ts';
import type { ApiRequest } from './request.ts';
import { sendPieces } from './respond.ts';
import type { View } from './view.ts';

export type Filter = (object: KubeObject) => boolean;

/** The label and field selectors of a request as one test. */
export function filterOf(query: URLSearchParams, name?: string): Filter {
  const labelText = query.get('labelSelector') ?? '';
  const fieldText = query.get('fieldSelector') ?? '';
  const labels = parseLabelSelector(labelText);
  if (!labels) throw badRequest(`unable to parse requirement: found '${labelText}'`);
  const fields = parseFieldSelector(fieldText);
  if (!fields) throw badRequest(`invalid selector: '${fieldText}'; can't understand '${fieldText}'`);
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

/** The objects of one page of a list. */
export function pageOf(cluster: Cluster, selection: Selection, query: URLSearchParams): Page {
  const { resource, namespace, filter } = selection;
  const from = decodeContinue(query.get('continue'), cluster);
  const all = cluster.store.all(resource.key, namespace).filter(filter);
  const rest = from ? all.filter((object) => objectKey(object) > from.after) : all;
  const limit = Number(query.get('limit') ?? 0);
  const revision = from?.revision ?? cluster.store.revision();
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
