import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { World } from '#lab/world';
import type { Travelling } from './ask-beside.ts';
import { settingsFor } from './connect.ts';
import type { Judgement } from './judge.ts';
import { judge } from './judge.ts';
import type { Question } from './question.ts';
import type { Result } from './score.ts';
import type { Stage } from './stage.ts';
import { openStage, worldFor } from './stage.ts';
import { readTruth } from './truth.ts';
import type { Truth } from './truth.ts';
import type { Utterance } from './utterances.ts';

/** Each has a world and a product to itself, a gigabyte and more. */
const MOST_THREADS = 4;
const SEED = 7;

const seedOf = (question: Question): number => question.seed ?? SEED;
const scenariosOf = (question: Question): string[] => worldFor([question.scenario ?? []].flat());

const reachOf = ({ systems }: Question): string =>
  systems === undefined ? 'clusters' : ['systems', ...(systems.down ?? [])].join(' without ');

/** What is true now; with systems, of a world that is not behind whoever asks, and of pods that only they remember. */
async function truthFor(stage: Stage, { systems }: Question): Promise<Truth> {
  if (systems === undefined) return readTruth({ world: stage.world, struck: stage.struck });
  await stage.catchUp();
  return readTruth({ ...stage, remembered: await stage.podsEver() });
}

async function askOne(stage: Stage, { question, phrasing, half }: Utterance): Promise<Result> {
  const truth = await truthFor(stage, question);
  const expected = await question.expect(truth);
  const messages = [...(question.dialogue ?? []), phrasing].map(truth.fill);
  const asked = messages.at(-1) ?? phrasing;
  const answer = await stage.copilot.ask(messages);
  const judgement: Judgement = judge(answer, expected, { asked: messages.join('\n'), truth });
  return {
    ...judgement,
    question,
    half,
    asked,
    answer: answer.text,
    skillOfAnswer: answer.skill,
    ms: answer.ms,
  };
}

/** Asks utterances that share a world, one after the other. */
export async function askTogether([first, ...others]: Utterance[]): Promise<Result[]> {
  if (first === undefined) return [];
  const { systems } = first.question;
  const connect = systems && ((world: World) => settingsFor(world, systems.down));
  const stage = await openStage(scenariosOf(first.question), seedOf(first.question), connect);
  try {
    const results: Result[] = [];
    for (const utterance of [first, ...others]) results.push(await askOne(stage, utterance));
    return results;
  } finally {
    await stage.close();
  }
}

/** What decides the world that an utterance is asked in. */
const worldOf = ({ question }: Utterance): string =>
  [seedOf(question), ...scenariosOf(question), reachOf(question)].join(' + ');

/** Hands the groups to a thread, one after the other, until none is left. */
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
