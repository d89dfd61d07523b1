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

/** What the judging half must reach for `npm run eval` to pass. */
export const THRESHOLD = { right: 0.95, wrong: 0 };

export function passes(score: Score): boolean {
  return score.asked > 0 && score.right / score.asked >= THRESHOLD.right && score.wrong <= THRESHOLD.wrong;
}

/** The results of each skill, skills in alphabetical order. */
export function bySkill(results: Result[]): [string, Result[]][] {
  const groups = Map.groupBy(results, (result) => result.question.skill);
  return [...groups].sort(([a], [b]) => a.localeCompare(b));
}
