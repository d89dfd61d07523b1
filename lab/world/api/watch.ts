import type { ServerResponse } from 'node:http';
import type { Cluster } from '../engine/cluster.ts';
import { expired } from '../kube/errors.ts';
import { apiVersionOf } from '../kube/resources.ts';
import type { Change } from '../kube/change-window.ts';
import type { Selection } from './list.ts';
import { pageOf } from './list.ts';
import type { View } from './view.ts';

interface WatchOptions {
  selection: Selection;
  query: URLSearchParams;
  view: View;
}

const BOOKMARK_EVERY = 30_000;
const LONGEST = 3_600;
const SLOWEST_CLIENT = 64 * 1024 * 1024;

function line(type: string, object: string): string {
  return `{"type":"${type}","object":${object}}\n`;
}

/** What a change means to a watch that sees only part of the objects. */
function seenAs(change: Change, { resource, namespace, filter }: Selection): Change['type'] | undefined {
  if (change.resource !== resource.key) return undefined;
  if (namespace !== undefined && change.object.metadata.namespace !== namespace) return undefined;
  const isIn = change.type !== 'DELETED' && filter(change.object);
  const wasIn = change.previous !== undefined && filter(change.previous);
  if (isIn) return wasIn ? 'MODIFIED' : 'ADDED';
  return wasIn ? 'DELETED' : undefined;
}

function bookmark(cluster: Cluster, selection: Selection, initial: boolean): string {
  const metadata = {
    resourceVersion: String(cluster.store.revision()),
    creationTimestamp: null,
    ...(initial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}),
  };
  const { resource } = selection;
  return line(
    'BOOKMARK',
    JSON.stringify({ kind: resource.kind, apiVersion: apiVersionOf(resource), metadata }),
  );
}

function initialLines(cluster: Cluster, { selection, query, view }: WatchOptions): string[] {
  const sendInitial = query.get('sendInitialEvents') === 'true';
  const from = query.get('resourceVersion') ?? '';
  if (sendInitial || from === '' || from === '0') {
    const { items } = pageOf(cluster, selection, new URLSearchParams());
    const added = items.map((object) => line('ADDED', view.one(object)));
    return sendInitial ? [...added, bookmark(cluster, selection, true)] : added;
  }
  const missed = cluster.store.since(Number(from));
  if (!missed) {
    const gone = expired(`too old resource version: ${from} (${cluster.store.revision()})`);
    return [line('ERROR', JSON.stringify(gone.status))];
  }
  return missed.flatMap((change) => {
    const type = seenAs(change, selection);
    return type ? [line(type, view.one(change.object))] : [];
  });
}

/** Streams changes until the client leaves, its time is up, or it cannot keep up. */
export function sendWatch(response: ServerResponse, cluster: Cluster, options: WatchOptions): void {
  const { selection, query, view } = options;
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
  response.flushHeaders();
  const first = initialLines(cluster, options);
  if (first.length > 0) response.write(first.join(''));
  if (first[0]?.startsWith('{"type":"ERROR"')) return void response.end();
  const unsubscribe = cluster.store.subscribe((change) => {
    const type = seenAs(change, selection);
    if (type) response.write(line(type, view.one(change.object)));
    if (response.writableLength > SLOWEST_CLIENT) response.destroy();
  });
  const seconds = Number(query.get('timeoutSeconds') ?? 0) || LONGEST;
  const end = setTimeout(() => {
    stop();
    response.end();
  }, seconds * 1000);
  const bookmarks =
    query.get('allowWatchBookmarks') === 'true'
      ? setInterval(() => response.write(bookmark(cluster, selection, false)), BOOKMARK_EVERY)
      : undefined;
  const stop = (): void => {
    unsubscribe();
    clearTimeout(end);
    clearInterval(bookmarks);
  };
  response.on('close', stop);
}
