import { z } from 'zod';

/** A question that nobody could answer. */
export interface Gap {
  at: string;
  message: string;
  outcome: z.output<typeof gapOutcomeSchema>;
}

/** Why a question was not answered. */
export const gapOutcomeSchema = z.enum(['not-understood', 'out-of-reach', 'no-such-name', 'failed']);
