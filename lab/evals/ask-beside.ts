import { parentPort } from 'node:worker_threads';
import { askTogether } from './ask-together.ts';
import type { Result } from './score.ts';
import { readUtterances } from './utterances.ts';

/** A result as it travels between threads: its question stays where it is. */
export type Travelling = Omit<Result, 'question'> & { at: number };

const all = await readUtterances();

/** Runs in a worker: asks the utterances of the numbers that it is sent, which share a world, and sends what became of them. */
parentPort?.on('message', (numbers: number[]) => {
  const utterances = numbers.flatMap((at) => all[at] ?? []);
  void askTogether(utterances).then((results) => {
    const travelling = results.map(({ question: _, ...result }, index): Travelling => ({
      ...result,
      at: numbers[index] ?? -1,
    }));
    parentPort?.postMessage(travelling);
  });
});
