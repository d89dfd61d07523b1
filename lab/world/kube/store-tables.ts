import { objectKey } from './object-key.ts';
import type { KubeObject } from './types.ts';

interface Table {
  objects: Map<string, KubeObject>;
  sortedNames: Map<string, readonly string[]>;
  byNamespace: Map<string, Map<string, KubeObject>>;
}

function setIn(table: Table, object: KubeObject): void {
  const namespace = object.metadata.namespace ?? '';
  if (!table.objects.has(objectKey(object))) table.sortedNames.clear();
  table.objects.set(objectKey(object), object);
  let inNamespace = table.byNamespace.get(namespace);
  if (!inNamespace) table.byNamespace.set(namespace, (inNamespace = new Map<string, KubeObject>()));
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

/** The objects of a cluster by resource, namespace and name. */
export interface Tables {
  resources(): string[];
  find(resource: string, namespace: string | undefined, name: string): KubeObject | undefined;
  values(resource: string, namespace: string | undefined): KubeObject[];
  sorted(resource: string, namespace: string | undefined): readonly KubeObject[];
  set(resource: string, object: KubeObject): void;
  delete(resource: string, object: KubeObject): void;
}

const EMPTY = (): Table => ({
  objects: new Map<string, KubeObject>(),
  sortedNames: new Map<string, readonly string[]>(),
  byNamespace: new Map<string, Map<string, KubeObject>>(),
});

export function createTables(): Tables {
  const tables = new Map<string, Table>();
  function tableOf(resource: string): Table {
    let table = tables.get(resource);
    if (!table) tables.set(resource, (table = EMPTY()));
    return table;
  }
  return {
    resources: () => [...tables.keys()],
    find: (resource, namespace, name) => tables.get(resource)?.objects.get(`${namespace ?? ''}/${name}`),
    values(resource, namespace) {
      const table = tableOf(resource);
      const source = namespace === undefined ? table.objects : table.byNamespace.get(namespace);
      return [...(source?.values() ?? [])];
    },
    sorted: (resource, namespace) => sortedOf(tableOf(resource), namespace),
    set: (resource, object) => setIn(tableOf(resource), object),
    delete: (resource, object) => deleteFrom(tableOf(resource), object),
  };
}
