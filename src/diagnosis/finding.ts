import { z } from 'zod';
import { objectRefSchema, observationSchema } from './evidence/index.ts';

export const severitySchema = z.enum(['critical', 'warning', 'info']);
export type Severity = z.output<typeof severitySchema>;

/** What is wrong with what, why, on which evidence, and what to do next. */
const findingSchema = z.object({
  /** The condition, kebab-case, such as pod-crash-loop: stable, what guides link to. */
  check: z.string(),
  severity: severitySchema,
  object: objectRefSchema,
  /** A few words for a list: "keeps crashing (exit code 1)". */
  title: z.string(),
  /** One sentence: the cause as far as the evidence carries. */
  cause: z.string(),
  evidence: z.array(observationSchema).min(1),
  /** The next step to take, with the command where there is one. Read-only steps come first. */
  next: z.string(),
  /** The other objects that share this cause: the pod's ReplicaSet, its Deployment, sister pods, the Service left without endpoints. */
  related: z.array(objectRefSchema),
});
export type Finding = z.output<typeof findingSchema>;
