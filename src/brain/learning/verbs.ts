import { z } from 'zod';
import type { Asker } from '../asker.ts';
import { takeFeedback, type Feedback } from './rate.ts';
import { reportWeek, type WeekReport } from './report.ts';
import type { LearningStore } from './store.ts';

/** What somebody said that an answer should have been. */
export const keptCorrectionSchema = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string().optional(),
  question: z.string(),
  text: z.string(),
  turnId: z.string(),
});
export type KeptCorrection = z.output<typeof keptCorrectionSchema>;

interface VerbDeps {
  learning: LearningStore;
  now: () => number;
  newId: () => string;
}

/** What the channels may ask of what was learned. */
export interface LearningPort {
  /** Keeps somebody's word on an answer of theirs, their last one when no turn is named. InputError `unknown-turn` when there is none of theirs. */
  rate: (feedback: Feedback, asker: Asker) => Promise<{ turnId: string; question: string }>;
  /** What people said that answers should have been, the latest first. */
  corrections: (limit: number) => Promise<KeptCorrection[]>;
  /** Takes a correction of somebody's back for good; false when there is none of theirs. */
  withdrawCorrection: (id: string, asker: Asker) => Promise<boolean>;
  /** The seven days up to a moment (now when omitted) beside the four weeks before. */
  report: (until?: number) => Promise<WeekReport>;
}

export const learningVerbs = (deps: VerbDeps): LearningPort => ({
  rate: (feedback, asker) => takeFeedback(deps, feedback, asker),
  corrections: async (limit) =>
    (await deps.learning.corrections(limit)).map(({ id, at, personName, question, text, turnId }) => ({
      id,
      at: at.toISOString(),
      by: personName ?? undefined,
      question,
      text,
      turnId,
    })),
  withdrawCorrection: (id: string, { personId }: Asker) => deps.learning.withdraw(id, personId),
  report: (until = deps.now()) => reportWeek(deps.learning, until),
});
