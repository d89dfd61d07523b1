import { createWindow } from './change-window.ts';
import type { Change } from './change-window.ts';
import type { Kinds } from './kinds.ts';
import { createOwnerIndex } from './owner-index.ts';
import { createTables } from './store-tables.ts';
import type { KubeObject } from './types.ts';

/** Objects of one cluster, each write stamped with a growing revision, with a window of changes kept for watches. */
export interface Store {
  revision(): number;
  get<K extends keyof Kinds>(resource: K, namespace: string | undefined, name: string): Kinds[K] | undefined;
  find(resource: string, namespace: string | undefined, name: string): KubeObject | undefined;
  list<K extends keyof Kinds>(resource: K, namespace?: string): Kinds[K][];
  /** Sorted by namespace and name. */
  all(resource: string, namespace?: string): readonly KubeObject[];
  dependents(uid: string): KubeObject[];
  resources(): string[];
  put(resource: string, object: KubeObject): KubeObject;
  remove(resource: string, object: KubeObject): KubeObject;
  /** Changes after `revision`, or undefined when that is too long ago. */
  since(revision: number): Change[] | undefined;
  /** Forgets the change window, as compaction does. */
  compact(): void;
  subscribe(listener: (change: Change) => void): () => void;
}

export function createStore(startRevision: number): Store {
  const tables = createTables();
  const owners = createOwnerIndex();
  const window = createWindow(startRevision);
  const listeners = new Set<(change: Change) => void>();
  let revision = startRevision;

  function record(change: Omit<Change, 'revision'>): KubeObject {
    const full = { ...change, revision };
    window.push(full);
    for (const listener of listeners) listener(full);
    return change.object;
  }

  function stamped(object: KubeObject): KubeObject {
    revision += 1;
    const { apiVersion, kind, metadata, ...rest } = object;
    return { kind, apiVersion, metadata: { ...metadata, resourceVersion: String(revision) }, ...rest };
  }

  function put(resource: string, object: KubeObject): KubeObject {
    const previous = tables.find(resource, object.metadata.namespace, object.metadata.name);
    const next = stamped(object);
    tables.set(resource, next);
    owners.set(next, previous);
    return record({ type: previous ? 'MODIFIED' : 'ADDED', resource, object: next, previous });
  }

  function remove(resource: string, object: KubeObject): KubeObject {
    const previous = tables.find(resource, object.metadata.namespace, object.metadata.name) ?? object;
    const last = stamped(previous);
    tables.delete(resource, last);
    owners.delete(last);
    return record({ type: 'DELETED', resource, object: last, previous });
  }

  function subscribe(listener: (change: Change) => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  const compact = (): void => window.compact(revision);
  const reads = readsOf(tables);
  return {
    ...reads,
    revision: () => revision,
    dependents: (uid) => owners.of(uid),
    put,
    remove,
    since: (from) => window.since(from),
    compact,
    subscribe,
  };
}

type Reads = Pick<Store, 'get' | 'find' | 'list' | 'all' | 'resources'>;

function readsOf(tables: ReturnType<typeof createTables>): Reads {
  return {
    find: (resource, namespace, name) => tables.find(resource, namespace, name),
    get: (resource, namespace, name) => tables.find(resource, namespace, name) as never,
    list: (resource, namespace) => tables.values(resource, namespace) as never,
    all: (resource, namespace) => tables.sorted(resource, namespace),
    resources: () => tables.resources(),
  };
}
