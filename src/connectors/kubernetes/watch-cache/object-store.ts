import { KIND_SCHEMAS } from '#diagnosis/evidence';
import type { ObjectOf, WatchedKind } from '#diagnosis/evidence';
import type { Sink } from './reflector.ts';

/** The trimmed objects of one kind, by scope: '' for the whole cluster, else a namespace. */
export interface ObjectStore<K extends WatchedKind = WatchedKind> {
  /** The same array as long as nothing has changed. */
  objects: () => readonly ObjectOf<K>[];
  /** Where a reflector of that scope puts what it reads. */
  sink: (scope: string) => Sink;
  /** Forgets a scope. */
  drop: (scope: string) => void;
  /** Changes one object; `change` returns it as it was when there is nothing to change. */
  revise: (change: (object: ObjectOf<K>) => ObjectOf<K>) => void;
  /** Objects that could not be read and were left out, since the start. */
  skipped: () => number;
}

/** What a store is built from. */
export interface StoreDeps<K extends WatchedKind> {
  kind: K;
  /** The last touch on a parsed object. */
  finish: (object: ObjectOf<K>) => ObjectOf<K>;
  onChange: () => void;
  onSkipped: (problem: string) => void;
  /** Keeps the newest when there are more. */
  limit?: { most: number; age: (object: ObjectOf<K>) => string };
}

/** Makes an empty store of a kind. Objects are parsed on the way in; one that does not parse is counted and left out. */
export function createObjectStore<K extends WatchedKind>(deps: StoreDeps<K>): ObjectStore<K> {
  return new Store(deps);
}

type ByKey<T> = Map<string, T>;

class Store<K extends WatchedKind> implements ObjectStore<K> {
  readonly #deps: StoreDeps<K>;
  readonly #scopes = new Map<string, ByKey<ObjectOf<K>>>();
  #list: readonly ObjectOf<K>[] | undefined;
  #skipped = 0;

  constructor(deps: StoreDeps<K>) {
    this.#deps = deps;
  }

  objects(): readonly ObjectOf<K>[] {
    this.#list ??= [...this.#scopes.values()].flatMap((scope) => [...scope.values()]);
    return this.#list;
  }

  sink(scope: string): Sink {
    let coming: ByKey<ObjectOf<K>> = new Map();
    return {
      startList: () => {
        coming = new Map();
      },
      listed: (item) => this.#put(coming, item),
      endList: () => {
        this.#scopes.set(scope, coming);
        this.#changed();
      },
      put: (item) => {
        this.#put(this.#scope(scope), item);
        this.#changed();
      },
      remove: (item) => {
        this.#scope(scope).delete(keyOf(item));
        this.#changed();
      },
    };
  }

  drop(scope: string): void {
    if (this.#scopes.delete(scope)) this.#changed();
  }

  revise(change: (object: ObjectOf<K>) => ObjectOf<K>): void {
    let changed = false;
    for (const scope of this.#scopes.values())
      for (const [key, object] of scope) {
        const revised = change(object);
        if (revised === object) continue;
        scope.set(key, revised);
        changed = true;
      }
    if (changed) this.#changed();
  }

  skipped(): number {
    return this.#skipped;
  }

  #scope(scope: string): ByKey<ObjectOf<K>> {
    const known = this.#scopes.get(scope) ?? new Map<string, ObjectOf<K>>();
    this.#scopes.set(scope, known);
    return known;
  }

  #put(into: ByKey<ObjectOf<K>>, item: unknown): void {
    const parsed = KIND_SCHEMAS[this.#deps.kind].safeParse(item);
    const key = keyOf(item);
    if (!parsed.success) {
      this.#skipped += 1;
      into.delete(key);
      this.#deps.onSkipped(
        `${key}: ${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`,
      );
      return;
    }
    into.set(key, this.#deps.finish(parsed.data as ObjectOf<K>));
    this.#prune(into);
  }

  #prune(scope: ByKey<ObjectOf<K>>): void {
    const { limit } = this.#deps;
    if (limit === undefined || scope.size <= limit.most * SLACK) return;
    const oldestFirst = [...scope].sort(([, a], [, b]) => (limit.age(a) < limit.age(b) ? -1 : 1));
    for (const [key] of oldestFirst.slice(0, scope.size - limit.most)) scope.delete(key);
  }

  #changed(): void {
    this.#list = undefined;
    this.#deps.onChange();
  }
}

/** How far a limited store may grow beyond its limit before it is cut back. */
const SLACK = 1.1;

function keyOf(item: unknown): string {
  const metadata = (item as { metadata?: { namespace?: string; name?: string } } | null)?.metadata;
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}
