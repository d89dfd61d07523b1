import { z } from 'zod';

export const failure = z.object({
  error: z.object({ message: z.string(), errors: z.array(z.string()).optional() }),
});
/** A page of a list, which lies beside under its own name. */
export const page = z.looseObject({ more: z.boolean().default(false) });

const reference = z.object({
  id: z.string(),
  summary: z
    .string()
    .nullish()
    .transform((text) => text ?? ''),
});

export const service = reference.extend({
  name: z.string(),
  html_url: z.string().nullish(),
  status: z.string().default('active'),
  escalation_policy: reference,
  teams: z.array(reference).default([]),
});
export type Service = z.output<typeof service>;

export const incident = z.object({
  id: z.string(),
  incident_number: z.number(),
  title: z.string(),
  status: z.string(),
  urgency: z.string(),
  created_at: z.string(),
  resolved_at: z.string().nullish(),
  last_status_change_at: z.string().nullish(),
  html_url: z.string(),
  service: reference,
  teams: z.array(reference).default([]),
  assignments: z.array(z.object({ assignee: reference })).default([]),
  acknowledgements: z.array(z.object({ at: z.string(), acknowledger: reference })).default([]),
});
export type Incident = z.output<typeof incident>;
export const oneIncident = z.object({ incident });

export const logEntry = z.object({
  type: z.string(),
  summary: z.string().nullish(),
  created_at: z.string(),
  agent: reference.nullish(),
  channel: z.looseObject({ details: z.unknown().optional() }).nullish(),
});

export const noteList = z.object({
  notes: z.array(z.object({ content: z.string(), created_at: z.string(), user: reference.nullish() })),
});

export const onCall = z.object({
  user: reference.extend({ name: z.string().nullish(), email: z.string().nullish() }),
  escalation_level: z.number(),
  escalation_policy: reference,
  schedule: reference.nullish(),
  start: z.string().nullish(),
  end: z.string().nullish(),
});
