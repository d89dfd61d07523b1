import type { Draft } from '../answer/draft.ts';
import type { Analysis } from '../understand/analyse.ts';
import type { Reading } from '../understand/reading.ts';

export type SkillReading = Extract<Reading, { type: 'skill' }>;

/** A question, what it was taken for, and what was answered and asked of systems for it. */
export interface Heard {
  analysis: Pick<Analysis, 'text' | 'words' | 'items' | 'mentions' | 'time'>;
  reading: SkillReading;
  draft: Draft;
  /** What the calls that were made for the answer were given. */
  calls: readonly unknown[];
}
