import type { Question } from './question.ts';
import { TUNING } from './questions/index.ts';
import { JUDGING } from './questions/judging/index.ts';

export type Half = 'tune' | 'judge';

/** A half is where a question lives: `questions/` is for tuning, `questions/judging/` for judging, with all its phrasings. */
export const HALVES: Record<Half, Question[]> = { tune: TUNING, judge: JUDGING };
