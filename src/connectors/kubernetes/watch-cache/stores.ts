import { WATCHED_KINDS } from '#diagnosis/evidence';
import type { ClusterSnapshot, ObjectOf, WatchedKind } from '#diagnosis/evidence';
import { createTextCleaner } from './clean-text.ts';
import { foldSeries, lastSeen, MOST_EVENTS } from './events.ts';
import { createObjectStore } from './object-store.ts';
import type { ObjectStore, StoreDeps } from './object-store.ts';

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
  /** Called beside onChange when it is a secret. */
  onSecretChange: () => void;
  onSkipped: (kind: WatchedKind, problem: string) => void;
}

type Last<K extends WatchedKind> = Partial<Pick<StoreDeps<K>, 'finish' | 'limit' | 'onChange'>>;
type StoreByKind = { [K in WatchedKind]: ObjectStore<K> };

/** Makes an empty store for every watched kind. */
export function createStores(deps: StoresDeps): Stores {
  const { clean } = createTextCleaner();
  const { finishSecret, onSkipped } = deps;
  const make = <K extends WatchedKind>(kind: K, last: Last<K> = {}): ObjectStore<K> => {
    const { finish = (object) => object, limit, onChange = deps.onChange } = last;
    const skipped = (problem: string) => onSkipped(kind, problem);
    return createObjectStore({
      kind,
      limit,
      onChange,
      onSkipped: skipped,
      finish: (object) => finish(clean(object)),
    });
  };
  const plain = Object.fromEntries(WATCHED_KINDS.map((kind) => [kind, make(kind)]));
  const stores = {
    ...plain,
    Secret: make('Secret', {
      finish: finishSecret,
      onChange: () => {
        deps.onSecretChange();
        deps.onChange();
      },
    }),
    Event: make('Event', { finish: foldSeries, limit: { most: MOST_EVENTS, age: lastSeen } }),
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
