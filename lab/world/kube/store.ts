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

function createAudience() {
  const listeners = new Set<(change: Change) => void>();
  return {
    tell: (change: Change): void => {
      for (const listener of listeners) listener(change);
    },
    subscribe: (listener: (change: Change) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** With its revision, and its parts in the order they are served in. */
function stamped({ apiVersion, kind, metadata, ...rest }: KubeObject, revision: number): KubeObject {
  return { kind, apiVersion, metadata: { ...metadata, resourceVersion: String(revision) }, ...rest };
}

/** An empty store whose revisions start here. */
export function createStore(startRevision: number): Store {
  const tables = createTables();
  const owners = createOwnerIndex();
  const window = createWindow(startRevision);
  const audience = createAudience();
  let revision = startRevision;

  function record(change: Omit<Change, 'revision'>): KubeObject {
    const full = { ...change, revision };
    window.push(full);
    audience.tell(full);
    return change.object;
  }

  function put(resource: string, object: KubeObject): KubeObject {
    const previous = tables.find(resource, object.metadata.namespace, object.metadata.name);
    const next = stamped(object, (revision += 1));
    tables.set(resource, next);
    owners.set(next, previous);
    return record({ type: previous ? 'MODIFIED' : 'ADDED', resource, object: next, previous });
  }

  function remove(resource: string, object: KubeObject): KubeObject {
    const previous = tables.find(resource, object.metadata.namespace, object.metadata.name) ?? object;
    const last = stamped(previous, (revision += 1));
    tables.delete(resource, last);
    owners.delete(last);
    return record({ type: 'DELETED', resource, object: last, previous });
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
    subscribe: audience.subscribe,
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
