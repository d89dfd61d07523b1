import type { AnyObject, ClusterSnapshot, OwnerReference, WatchedKind } from '#diagnosis/evidence';

/** An object by kind and name. */
interface Related {
  kind: string;
  namespace: string;
  name: string;
}

/** Whose an object is, and what is its own. */
interface Relations {
  /** The nearest first: a pod's ReplicaSet, then its Deployment. */
  owners: Related[];
  /** Each with the distance from the object: 1 for its own, 2 for theirs. */
  dependents: (Related & { distance: number })[];
}

type Entry = Related & { object: AnyObject };
const LONGEST_CHAIN = 10;

/** Follows owner references both ways, from memory. Undefined when the object is not among what is watched. */
export function findRelations(snapshot: ClusterSnapshot, ref: Related): Relations | undefined {
  const entries = Object.entries(snapshot.objects).flatMap(([kind, objects]) =>
    (objects as readonly AnyObject[]).map((object) => entryOf(kind as WatchedKind, object)),
  );
  const start = entries.find((entry) => isSame(entry, ref));
  if (start === undefined) return undefined;
  return { owners: ownersOf(start, entries), dependents: dependentsOf(start, entries) };
}

function entryOf(kind: WatchedKind, object: AnyObject): Entry {
  return { kind, namespace: object.metadata.namespace, name: object.metadata.name, object };
}

function isSame(entry: Related, ref: Related): boolean {
  const sameKind = entry.kind.toLowerCase() === ref.kind.toLowerCase();
  return sameKind && entry.name === ref.name && entry.namespace === ref.namespace;
}

function ownersOf(start: Entry, entries: Entry[]): Related[] {
  const owners: Related[] = [];
  const byUid = new Map(entries.map((entry) => [entry.object.metadata.uid, entry]));
  let current: Entry | undefined = start;
  while (current !== undefined && owners.length < LONGEST_CHAIN) {
    const owner = controllerOf(current);
    if (owner === undefined) break;
    const known: Entry | undefined = owner.uid === '' ? undefined : byUid.get(owner.uid);
    owners.push({ kind: owner.kind, name: owner.name, namespace: known?.namespace ?? current.namespace });
    current = known;
  }
  return owners;
}

function controllerOf({ object }: Entry): OwnerReference | undefined {
  const { ownerReferences } = object.metadata;
  return ownerReferences.find(({ controller }) => controller === true) ?? ownerReferences[0];
}

function dependentsOf(start: Entry, entries: Entry[]): Relations['dependents'] {
  const children = childrenByOwner(entries);
  const found: Relations['dependents'] = [];
  const seen = new Set([start.object.metadata.uid]);
  let generation = [start];
  for (let distance = 1; generation.length > 0 && distance <= LONGEST_CHAIN; distance += 1) {
    const next = new Map<string, Entry>();
    for (const child of generation.flatMap(({ object }) => children.get(object.metadata.uid) ?? []))
      if (!seen.has(child.object.metadata.uid)) next.set(child.object.metadata.uid, child);
    for (const uid of next.keys()) seen.add(uid);
    generation = [...next.values()];
    found.push(...generation.map(({ kind, namespace, name }) => ({ kind, namespace, name, distance })));
  }
  return found;
}

function childrenByOwner(entries: Entry[]): Map<string, Entry[]> {
  const children = new Map<string, Entry[]>();
  for (const entry of entries)
    for (const { uid } of entry.object.metadata.ownerReferences) {
      const siblings = children.get(uid) ?? [];
      siblings.push(entry);
      if (uid !== '') children.set(uid, siblings);
    }
  return children;
}
