import type { World } from '#lab/world';
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

/** What decides the world that an utterance is asked in. */
export const worldOf = ({ question }: Utterance): string =>
  [seedOf(question), ...scenariosOf(question), reachOf(question)].join(' + ');

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
