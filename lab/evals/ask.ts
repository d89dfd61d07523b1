import type { Judgement } from './judge.ts';
import { judge } from './judge.ts';
import type { Question } from './question.ts';
import type { Result } from './score.ts';
import type { Half } from './split.ts';
import type { Stage } from './stage.ts';
import { openStage, worldFor } from './stage.ts';
import { readTruth } from './truth.ts';

/** One phrasing of one question. */
export interface Utterance {
  question: Question;
  phrasing: string;
  half: Half;
}

/** Every phrasing of every question as an utterance of the half that they live in. */
export function utterancesOf(questions: Question[], half: Half): Utterance[] {
  return questions.flatMap((question) =>
    question.phrasings.map((phrasing) => ({ question, phrasing, half })),
  );
}

const SEED = 7;

const seedOf = (question: Question): number => question.seed ?? SEED;
const scenariosOf = (question: Question): string[] => worldFor([question.scenario ?? []].flat());

async function askOne(stage: Stage, { question, phrasing, half }: Utterance): Promise<Result> {
  const truth = readTruth(stage.world, stage.struck);
  const expected = question.expect(truth);
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

async function askTogether([first, ...others]: Utterance[]): Promise<Result[]> {
  if (first === undefined) return [];
  const stage = await openStage(scenariosOf(first.question), seedOf(first.question));
  try {
    const results: Result[] = [];
    for (const utterance of [first, ...others]) results.push(await askOne(stage, utterance));
    return results;
  } finally {
    await stage.close();
  }
}

/** Asks everything, one world for each company and set of faults, in the order of the questions. */
export async function askAll(
  utterances: Utterance[],
  progress: (done: number, total: number) => void,
): Promise<Result[]> {
  const worldOf = ({ question }: Utterance) => [seedOf(question), ...scenariosOf(question)].join(' + ');
  const results: Result[] = [];
  for (const group of Map.groupBy(utterances, worldOf).values()) {
    results.push(...(await askTogether(group)));
    progress(results.length, utterances.length);
  }
  return results;
}
