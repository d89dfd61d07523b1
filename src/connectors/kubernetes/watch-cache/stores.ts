import { WATCHED_KINDS } from '#diagnosis/evidence';
import type { ClusterSnapshot, ObjectOf, WatchedKind } from '#diagnosis/evidence';
import { foldSeries, lastSeen, MOST_EVENTS } from './events.ts';
import { createObjectStore } from './object-store.ts';
import type { ObjectStore } from './object-store.ts';

/** The stores of a cluster, one a kind. */
export interface Stores {
  of: <K extends WatchedKind>(kind: K) => ObjectStore<K>;
  /** The arrays of all kinds; those of unchanged kinds are the same as before. */
  all: () => ClusterSnapshot['objects'];
  /** Objects that could not be read, of all kinds. */
  skipped: () => number;
}

interface StoresDeps {
  finishSecret: (secret: ObjectOf<'Secret'>) => ObjectOf<'Secret'>;
  onChange: () => void;
  onSkipped: (kind: WatchedKind, problem: string) => void;
}

type StoreByKind = { [K in WatchedKind]: ObjectStore<K> };

/** Makes an empty store for every watched kind. */
export function createStores({ finishSecret, onChange, onSkipped }: StoresDeps): Stores {
  const make = <K extends WatchedKind>(
    kind: K,
    finish: (object: ObjectOf<K>) => ObjectOf<K>,
  ): ObjectStore<K> =>
    createObjectStore({ kind, finish, onChange, onSkipped: (problem) => onSkipped(kind, problem) });
  const plain = Object.fromEntries(WATCHED_KINDS.map((kind) => [kind, make(kind, (object) => object)]));
  const stores = {
    ...plain,
    Secret: make('Secret', finishSecret),
    Event: createObjectStore({
      kind: 'Event',
      finish: foldSeries,
      onChange,
      onSkipped: (problem) => onSkipped('Event', problem),
      limit: { most: MOST_EVENTS, age: lastSeen },
    }),
  } as StoreByKind;
  const each = Object.values(stores) as ObjectStore[];
  return {
    of: (kind) => stores[kind],
    all: () =>
      Object.fromEntries(
        WATCHED_KINDS.map((kind) => [kind, stores[kind].objects()]),
      ) as unknown as ClusterSnapshot['objects'],
    skipped: () => each.reduce((sum, store) => sum + store.skipped(), 0),
  };
}
