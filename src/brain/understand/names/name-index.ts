import type { AnyObject, ClusterSnapshot, ObjectRef, WatchedKind } from '#diagnosis/evidence';
import { hides, WATCHED_KINDS } from '#diagnosis/evidence';
import { stemOf } from '../text/token.ts';

type List = readonly AnyObject[];

/** The names of one kind's objects. */
interface KindNames {
  exact: ReadonlyMap<string, readonly AnyObject[]>;
  /** By the stem of each part of the name; of names that people gave, not of generated ones. */
  parts: ReadonlyMap<string, readonly AnyObject[]>;
}

/** Nobody asks for these by name. */
const UNNAMED: ReadonlySet<WatchedKind> = new Set(['Event', 'EndpointSlice']);
/** A part of the name is enough for these. */
const BY_PART: ReadonlySet<WatchedKind> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Pod',
  'Service',
  'Ingress',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'Node',
  'NetworkPolicy',
  'ConfigMap',
  'Secret',
  'Gateway',
  'HTTPRoute',
]);

const remembered = new WeakMap<List, KindNames>();

/** Lists are replaced when anything in them changes, so their identity is enough. */
function namesOf(list: List, kind: WatchedKind): KindNames {
  const known = remembered.get(list);
  if (known) return known;
  const exact = new Map<string, AnyObject[]>();
  const parts = new Map<string, AnyObject[]>();
  const isByPart = BY_PART.has(kind);
  for (const object of list) {
    const name = object.metadata.name.toLowerCase();
    push(exact, name, object);
    if (isByPart && object.metadata.ownerReferences.length === 0) {
      for (const part of partsOf(name)) push(parts, part, object);
    }
  }
  const names = { exact, parts };
  if (list.length > 0) remembered.set(list, names);
  return names;
}

function push(map: Map<string, AnyObject[]>, key: string, object: AnyObject): void {
  const group = map.get(key);
  if (group === undefined) map.set(key, [object]);
  else if (group.at(-1) !== object) group.push(object);
}

/** The stems of a name's parts. */
function partsOf(name: string): string[] {
  return name.split(/[-._]/).filter(Boolean).map(stemOf);
}

/** Finds the objects of a cluster by what people call them. */
export interface NameIndex {
  cluster: string;
  /** The whole name, any letter case. */
  exact: (name: string) => ObjectRef[];
  /** All the parts of what was said are parts of the name. */
  byParts: (said: string) => ObjectRef[];
  /** Names that people gave, for suggestions. */
  given: () => Iterable<{ kind: string; namespace: string; name: string }>;
  hasNamespace: (name: string) => boolean;
  namespaces: () => string[];
  /** Whether nodes stand in a zone or region of that name. */
  hasZone: (name: string) => boolean;
  /** False when absence proves nothing: the kind may not be read, or not everywhere. */
  sees: (kind: string, namespace?: string) => boolean;
}

/** The name index of a snapshot: built list by list, and kept as long as a list stays the same. */
export function nameIndex(snapshot: ClusterSnapshot): NameIndex {
  const { cluster } = snapshot;
  const kinds = WATCHED_KINDS.filter((kind) => !UNNAMED.has(kind));
  const refs = (kind: WatchedKind, found: List = []): ObjectRef[] =>
    found.map(({ metadata }) => ({ cluster, kind, namespace: metadata.namespace, name: metadata.name }));
  const namespaces = namespaceNames(snapshot);
  return {
    cluster,
    exact: (name) =>
      kinds.flatMap((kind) =>
        refs(kind, namesOf(snapshot.objects[kind], kind).exact.get(name.toLowerCase())),
      ),
    byParts: (said) =>
      kinds
        .filter((kind) => BY_PART.has(kind))
        .flatMap((kind) =>
          refs(kind, withParts(namesOf(snapshot.objects[kind], kind), partsOf(said.toLowerCase()))),
        ),
    given: () => givenNames(snapshot),
    hasNamespace: (name) => namespaces.has(name.toLowerCase()),
    namespaces: () => [...namespaces],
    hasZone: (name) =>
      snapshot.objects.Node.some(({ metadata: { labels } }) =>
        ZONES.some((key) => labels[key]?.toLowerCase() === name.toLowerCase()),
      ),
    sees: (kind, namespace) => !snapshot.unseen.some((unseen) => hides(unseen, kind, namespace)),
  };
}

function withParts(names: KindNames, wanted: readonly string[]): List {
  const [first, ...rest] = wanted;
  if (first === undefined) return [];
  const found = names.parts.get(first) ?? [];
  return rest.length === 0
    ? found
    : found.filter(({ metadata }) => containsAll(partsOf(metadata.name), rest));
}

const containsAll = (parts: string[], wanted: string[]) => wanted.every((part) => parts.includes(part));

function* givenNames(snapshot: ClusterSnapshot) {
  for (const kind of BY_PART) {
    for (const { metadata } of snapshot.objects[kind]) {
      if (metadata.ownerReferences.length === 0)
        yield { kind, namespace: metadata.namespace, name: metadata.name };
    }
  }
}

const ZONES = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'];

const rememberedNamespaces = new WeakMap<ClusterSnapshot, ReadonlySet<string>>();

function namespaceNames(snapshot: ClusterSnapshot): ReadonlySet<string> {
  const known = rememberedNamespaces.get(snapshot);
  if (known) return known;
  const names = new Set(snapshot.objects.Namespace.map(({ metadata }) => metadata.name));
  const mayBePartial = snapshot.unseen.some(({ kind }) => kind === 'Namespace');
  if (mayBePartial) for (const name of namespacesInUse(snapshot)) names.add(name);
  rememberedNamespaces.set(snapshot, names);
  return names;
}

function* namespacesInUse(snapshot: ClusterSnapshot): Iterable<string> {
  for (const kind of WATCHED_KINDS) {
    for (const { metadata } of snapshot.objects[kind])
      if (metadata.namespace !== '') yield metadata.namespace;
  }
}
