import { z } from 'zod';
import { observationSchema, objectRefSchema } from '#diagnosis/evidence';
import { linkOf, STEP_TITLES, type Walk } from './walk.ts';

const stepSchema = z.object({
  step: z.string(),
  title: z.string(),
  at: z.string(),
  state: z.enum(['looked', 'skipped']),
  isLeft: z.boolean().optional().meta({ description: 'Somebody went back from it.' }),
  why: z.string().meta({ description: 'Why it was looked at.' }),
  facts: z.array(z.object({ text: z.string(), evidence: z.array(z.string()) })),
  rulesIn: z.string().optional(),
  rulesOut: z.string().optional(),
});

const summary = {
  id: z.string(),
  link: z.string(),
  subject: objectRefSchema,
  symptom: z.enum(['slow', 'errors', 'restarts', 'unreachable', 'other']).optional(),
  state: z.enum(['open', 'paused', 'done']),
  startedAt: z.string(),
  updatedAt: z.string(),
  next: z.object({ step: z.string(), title: z.string(), why: z.string() }).optional(),
};

/** One walk in a list. */
export const walkSummarySchema = z.object(summary);
export type WalkSummary = z.output<typeof walkSummarySchema>;

/** A walk through the trouble of one object, as whoever has its link sees it. */
export const walkViewSchema = z.object({
  ...summary,
  said: z.string(),
  by: z.string(),
  steps: z.array(stepSchema),
  evidence: z.array(observationSchema.extend({ id: z.string() })),
  outcome: z.object({ cause: z.string().optional(), isConfirmed: z.boolean(), at: z.string() }).optional(),
});
export type WalkView = z.output<typeof walkViewSchema>;

/** A walk in a list. */
export function summaryOf(walk: Walk): WalkSummary {
  const { id, subject, symptom, state, startedAt, updatedAt, next } = walk;
  const on = next && { step: next.step, title: STEP_TITLES[next.step], why: next.why };
  return { id, link: linkOf(walk), subject, symptom, state, startedAt, updatedAt, next: on };
}

/** A walk in full. */
export function viewOf(walk: Walk): WalkView {
  const { said, personName, personId, steps, evidence, outcome } = walk;
  const titled = steps.map(({ signals: _, ...step }) => ({ ...step, title: STEP_TITLES[step.step] }));
  return { ...summaryOf(walk), said, by: personName ?? personId, steps: titled, evidence, outcome };
}
