import { z } from 'zod';
import type { Asker, Brain } from '../brain.ts';
import { takeFeedback } from './rate.ts';
import { reportWeek } from './report.ts';
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
export const learningVerbs = (
  deps: VerbDeps,
): Pick<Brain, 'rate' | 'corrections' | 'withdrawCorrection' | 'report'> => ({
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
