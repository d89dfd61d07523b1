import type { Judgement, Verdict } from './judge.ts';
import type { Question } from './question.ts';
import type { Half } from './split.ts';

/** One utterance that was asked, and what became of it. */
export interface Result extends Judgement {
  question: Question;
  half: Half;
  /** The message as it was sent, names filled in. */
  asked: string;
  answer: string;
  skillOfAnswer: string;
  ms: number;
}

export interface Score {
  asked: number;
  right: number;
  honest: number;
  wrong: number;
  /** right +1, honest 0, wrong -2, as a share of what was asked. */
  points: number;
}

const WORTH: Record<Verdict, number> = { right: 1, honest: 0, wrong: -2 };

export function scoreOf(results: Result[]): Score {
  const having = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  const points = results.reduce((sum, result) => sum + WORTH[result.verdict], 0);
  return {
    asked: results.length,
    right: having('right'),
    honest: having('honest'),
    wrong: having('wrong'),
    points: results.length === 0 ? 0 : points / results.length,
  };
}

/** What the judging half is to reach: shares of what was asked. */
export const GOAL = { right: 0.95, wrong: 0 };

/**
 * What has been reached on the present judging set, with a margin for the order in which things happen: `npm run eval` fails
 * below it. Raised as answers get better; a share of right ones was given up once for fewer wrong ones, when an answer that
 * leaves a word of its question out became "I do not know".
 */
export const FLOOR = { right: 0.67, wrong: 0.14 };

/** Whether a score is at least as good as the bar. */
export function reaches(score: Score, bar: { right: number; wrong: number }): boolean {
  return score.asked > 0 && score.right / score.asked >= bar.right && score.wrong / score.asked <= bar.wrong;
}

/** The results of each skill, skills in alphabetical order. */
export function bySkill(results: Result[]): [string, Result[]][] {
  const groups = Map.groupBy(results, (result) => result.question.skill);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}
