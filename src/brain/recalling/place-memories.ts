import type { Embedder } from '#llm/spec';
import type { Abilities } from './placing/store.ts';
import { meaningOf } from './remembered.ts';
import type { RecallingStore } from './store.ts';

interface PlacingDeps {
  store: Pick<RecallingStore, 'unplace' | 'unplaced' | 'place'>;
  embedder?: Promise<Embedder | undefined>;
  abilities: () => Promise<Abilities>;
  log: { error: (details: object, message: string) => void };
}

const BATCH = 64;
/** Answers come first: places are given when the turn is over. */
const PAUSE_MS = 100;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Gives one batch of memories their places; false when none was without. */
async function placeSome({ store }: PlacingDeps, embedder: Embedder, signal: AbortSignal): Promise<boolean> {
  const memories = await store.unplaced(BATCH);
  if (memories.length === 0 || signal.aborted) return false;
  const vectors = await embedder.embed(memories.map(meaningOf), signal);
  const placed = memories.flatMap(({ turnId, personId }, at) => {
    const vector = vectors[at];
    return vector === undefined ? [] : [{ turnId, personId, vector }];
  });
  await store.place(embedder.id, placed);
  return placed.length > 0;
}

/**
 * Gives memories their places in the background, when told that there may be some without. Which ones have none stands in
 * the store: whatever a killed process left, or another embedder placed, is done by the next.
 */
export function createPlacing(deps: PlacingDeps) {
  const { embedder, store, log } = deps;
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let waiting = false;
  let isChecked = false;

  const run = async (): Promise<void> => {
    await pause(PAUSE_MS);
    waiting = false;
    const known = await embedder;
    if (known === undefined || stop.signal.aborted || !(await deps.abilities()).vectors) return;
    if (!isChecked) await store.unplace(known.id);
    isChecked = true;
    while (await placeSome(deps, known, stop.signal)) await pause(0);
  };

  return {
    /** Something new is remembered. */
    wake: (): void => {
      if (waiting || stop.signal.aborted) return;
      waiting = true;
      running = running.then(run).catch((error: unknown) => {
        waiting = false;
        if (!stop.signal.aborted) log.error({ err: error }, 'memories could not be given their places');
      });
    },
    /** Resolves when what was remembered so far has its place. */
    settled: (): Promise<void> => running,
    close: async (): Promise<void> => {
      stop.abort();
      await running;
    },
  };
}
