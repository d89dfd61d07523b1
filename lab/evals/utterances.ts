import type { Question } from './question.ts';
import type { Half } from './split.ts';
import { HALVES } from './split.ts';
import { readUserQuestions } from './users.ts';

/** One phrasing of one question. */
export interface Utterance {
  question: Question;
  phrasing: string;
  half: Half;
  /** From the collection of real users' questions, rather than of a half. */
  ofUsers: boolean;
}

/** Every phrasing of every question as an utterance. */
function utterancesOf(questions: Question[], from: Pick<Utterance, 'half' | 'ofUsers'>): Utterance[] {
  return questions.flatMap((question) =>
    question.phrasings.map((phrasing) => ({ question, phrasing, ...from })),
  );
}

/** What can be asked: both halves, and the collection of real users where it is at hand. The same order in every process. */
export async function readUtterances(): Promise<Utterance[]> {
  const collection = await readUserQuestions();
  return [
    ...utterancesOf(HALVES.tune, { half: 'tune', ofUsers: false }),
    ...utterancesOf(HALVES.judge, { half: 'judge', ofUsers: false }),
    ...utterancesOf(collection ?? [], { half: 'tune', ofUsers: true }),
  ];
}
