import type { KubeObject } from './types.ts';
import type { Kinds } from './kinds.ts';

export interface Change {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  resource: string;
  object: KubeObject;
  previous?: KubeObject;
  revision: number;
}

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

interface Table {
  objects: Map<string, KubeObject>;
  sortedNames: Map<string, readonly string[]>;
  byNamespace: Map<string, Map<string, KubeObject>>;
}

const WINDOW = 20_000;

export function objectKey(object: KubeObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

function setIn(table: Table, object: KubeObject): void {
  const namespace = object.metadata.namespace ?? '';
  if (!table.objects.has(objectKey(object))) table.sortedNames.clear();
  table.objects.set(objectKey(object), object);
  let inNamespace = table.byNamespace.get(namespace);
  if (!inNamespace) table.byNamespace.set(namespace, (inNamespace = new Map()));
  inNamespace.set(object.metadata.name, object);
}

function deleteFrom(table: Table, object: KubeObject): void {
  table.objects.delete(objectKey(object));
  table.byNamespace.get(object.metadata.namespace ?? '')?.delete(object.metadata.name);
  table.sortedNames.clear();
}

function sortedOf(table: Table, namespace: string | undefined): readonly KubeObject[] {
  const source = namespace === undefined ? table.objects : table.byNamespace.get(namespace);
  if (!source) return [];
  const cacheKey = namespace ?? '*';
  let names = table.sortedNames.get(cacheKey);
  if (!names) table.sortedNames.set(cacheKey, (names = [...source.keys()].sort()));
  return names.map((name) => source.get(name)).filter((object) => object !== undefined);
}

function createOwnerIndex() {
  const index = new Map<string, Map<string, KubeObject>>();
  const owners = (object: KubeObject): string[] => (object.metadata.ownerReferences ?? []).map((o) => o.uid);
  return {
    set(object: KubeObject, previous: KubeObject | undefined): void {
      for (const uid of previous ? owners(previous) : []) index.get(uid)?.delete(object.metadata.uid);
      for (const uid of owners(object)) {
        let entries = index.get(uid);
        if (!entries) index.set(uid, (entries = new Map()));
        entries.set(object.metadata.uid, object);
      }
    },
    delete(object: KubeObject): void {
      for (const uid of owners(object)) {
        const entries = index.get(uid);
        entries?.delete(object.metadata.uid);
        if (entries?.size === 0) index.delete(uid);
      }
    },
    of: (uid: string): KubeObject[] => [...(index.get(uid)?.values() ?? [])],
  };
}

function createWindow(start: number) {
  let changes: Change[] = [];
  let floor = start;
  return {
    push(change: Change): void {
      changes.push(change);
      if (changes.length < 2 * WINDOW) return;
      floor = changes[WINDOW - 1]?.revision ?? floor;
      changes = changes.slice(WINDOW);
    },
    since(revision: number): Change[] | undefined {
      if (revision < floor) return undefined;
      let index = changes.length;
      while (index > 0 && (changes[index - 1]?.revision ?? 0) > revision) index--;
      return changes.slice(index);
    },
    compact(revision: number): void {
      changes = [];
      floor = revision;
    },
  };
}

export function createStore(startRevision: number): Store {
  const tables = new Map<string, Table>();
  const owners = createOwnerIndex();
  const window = createWindow(startRevision);
  const listeners = new Set<(change: Change) => void>();
  let revision = startRevision;

  function tableOf(resource: string): Table {
    let table = tables.get(resource);
    if (!table)
      tables.set(resource, (table = { objects: new Map(), sortedNames: new Map(), byNamespace: new Map() }));
    return table;
  }

  function announce(change: Change): KubeObject {
    window.push(change);
    for (const listener of listeners) listener(change);
    return change.object;
  }

  function stamped(object: KubeObject): KubeObject {
    revision += 1;
    const { apiVersion, kind, metadata, ...rest } = object;
    return { kind, apiVersion, metadata: { ...metadata, resourceVersion: String(revision) }, ...rest };
  }

  function put(resource: string, object: KubeObject): KubeObject {
    const table = tableOf(resource);
    const previous = table.objects.get(objectKey(object));
    const next = stamped(object);
    setIn(table, next);
    owners.set(next, previous);
    return announce({ type: previous ? 'MODIFIED' : 'ADDED', resource, object: next, previous, revision });
  }

  function remove(resource: string, object: KubeObject): KubeObject {
    const previous = tableOf(resource).objects.get(objectKey(object)) ?? object;
    const last = stamped(previous);
    deleteFrom(tableOf(resource), last);
    owners.delete(last);
    return announce({ type: 'DELETED', resource, object: last, previous, revision });
  }

  const find = (resource: string, namespace: string | undefined, name: string): KubeObject | undefined =>
    tables.get(resource)?.objects.get(`${namespace ?? ''}/${name}`);

  return {
    revision: () => revision,
    find,
    get: (resource, namespace, name) => find(resource, namespace, name) as never,
    list: (resource, namespace) => {
      const table = tableOf(resource);
      const source = namespace === undefined ? table.objects : table.byNamespace.get(namespace);
      return [...(source?.values() ?? [])] as never;
    },
    all: (resource, namespace) => sortedOf(tableOf(resource), namespace),
    dependents: owners.of,
    resources: () => [...tables.keys()],
    put,
    remove,
    since: window.since,
    compact: () => window.compact(revision),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
