import type { Embedder } from '#llm/spec';
import type { Store } from '#ground/store';
import { createPlacing } from './place-memories.ts';
import type { Abilities } from './placing/store.ts';
import { recall, type Recalled, type RecallQuestion } from './recall.ts';
import { openRecalling, type RecallingStore } from './store.ts';

interface RecallingDeps {
  store: Pick<Store, 'db' | 'kind'>;
  /** Finds by meaning; words alone find things when omitted. */
  embedder?: Promise<Embedder | undefined>;
  now: () => number;
  log: { error: (details: object, message: string) => void };
}

/** The room of memories, opened. */
export interface Recalling {
  recall: (question: RecallQuestion) => Promise<Recalled[]>;
  store: RecallingStore;
  /** Something new is remembered. */
  wake: () => void;
  /** Resolves when what was remembered so far can be found by meaning too. */
  settled: () => Promise<void>;
  /** How memories are found in this database. */
  abilities: () => Promise<Abilities>;
  close: () => Promise<void>;
}

/** Opens the room of memories. Nothing is read or made before it is asked for. */
export function openMemories({ store: kept, embedder, now, log }: RecallingDeps): Recalling {
  const store = openRecalling(kept);
  let prepared: Promise<Abilities> | undefined;
  const prepare = async (): Promise<Abilities> => {
    const known = await embedder;
    return store.prepare(known?.id ?? 'none', known?.dimensions ?? 1);
  };
  const abilities = (): Promise<Abilities> =>
    (prepared ??= prepare().catch((error: unknown) => {
      prepared = undefined;
      throw error;
    }));
  const { wake, settled, close } = createPlacing({ store, embedder, abilities, log });
  const deps = { store, embedder, abilities, now };
  return { recall: (question) => recall(deps, question), store, wake, settled, abilities, close };
}
