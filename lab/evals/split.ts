import type { Question } from './question.ts';

export type Half = 'tune' | 'judge';

/** FNV-1a: a fixed number for an id, so that the split never depends on order or on a choice of ours. */
function fixedNumber(id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash >>> 4;
}

/** About a third of the questions are never seen by those who tune. */
export function isJudgeOnly(question: Question): boolean {
  return fixedNumber(question.id) % 3 === 0;
}

/** Which half a phrasing belongs to: every third one of a shared question, and all of a judge-only one, judge. */
export function halfOf(question: Question, phrasing: number): Half {
  if (isJudgeOnly(question)) return 'judge';
  return (Math.floor(fixedNumber(question.id) / 3) + phrasing) % 3 === 0 ? 'judge' : 'tune';
}
