import type { Question } from '../../question.ts';

export const JUDGING: Question[] = [];
