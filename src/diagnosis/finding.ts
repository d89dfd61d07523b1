import { z } from 'zod';
import type { ObjectRef, Observation } from './evidence/index.ts';

export const severitySchema = z.enum(['critical', 'warning', 'info']);
export type Severity = z.output<typeof severitySchema>;

/** What is wrong with what, why, on which evidence, and what to do next. */
export interface Finding {
  /** The condition, kebab-case, such as pod-crash-loop: stable, what guides link to. */
  check: string;
  severity: Severity;
  object: ObjectRef;
  /** A few words for a list: "keeps crashing (exit code 1)". */
  title: string;
  /** One sentence: the cause as far as the evidence carries. */
  cause: string;
  /** At least one. */
  evidence: Observation[];
  /** The next step to take, with the command where there is one. Read-only steps come first. */
  next: string;
  /** The other objects that share this cause: the pod's ReplicaSet, its Deployment, sister pods, the Service left without endpoints. */
  related: ObjectRef[];
}
