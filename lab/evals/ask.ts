import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Travelling } from './ask-beside.ts';
import { worldOf } from './ask-together.ts';
import type { Result } from './score.ts';
import type { Utterance } from './utterances.ts';

/** Each has a world and a product to itself, a gigabyte and more. */
const MOST_THREADS = 4;

/** A thread works off one group after the other until none is left. */
async function workOff(groups: number[][], take: (results: Travelling[]) => void): Promise<void> {
  const worker = new Worker(new URL('./ask-beside.ts', import.meta.url));
  try {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      worker.postMessage(group);
      const [results] = (await once(worker, 'message')) as [Travelling[]];
      take(results);
    }
  } finally {
    await worker.terminate();
  }
}

/** Asks those of all utterances that are wanted, one world for each company and set of faults, in a thread for each core. */
export async function askAll(
  all: readonly Utterance[],
  isWanted: (utterance: Utterance) => boolean,
  progress: (done: number, total: number) => void,
): Promise<Result[]> {
  const wanted = all.flatMap((utterance, at) => (isWanted(utterance) ? [{ utterance, at }] : []));
  const byWorld = Map.groupBy(wanted, ({ utterance }) => worldOf(utterance));
  const groups = [...byWorld.values()]
    .map((group) => group.map(({ at }) => at))
    .sort((one, other) => other.length - one.length);
  const found = new Map<number, Result>();
  const take = (results: Travelling[]): void => {
    for (const { at, ...result } of results) {
      const utterance = all[at];
      if (utterance !== undefined) found.set(at, { ...result, question: utterance.question });
    }
    progress(found.size, wanted.length);
  };
  const threads = Math.min(availableParallelism(), MOST_THREADS, groups.length);
  await Promise.all(Array.from({ length: threads }, () => workOff(groups, take)));
  return wanted.flatMap(({ at }) => found.get(at) ?? []);
}
