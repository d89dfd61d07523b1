import { z } from 'zod';

export const failure = z.object({
  errorMessages: z.array(z.string()).default([]),
  errors: z.record(z.string(), z.string()).default({}),
});

const named = z.object({ name: z.string() }).nullish();
const person = z.object({ displayName: z.string() }).nullish();

const comment = z.object({ author: person, body: z.unknown(), created: z.string() });

const fields = z.object({
  summary: z.string(),
  description: z.unknown().optional(),
  status: z.object({ name: z.string(), statusCategory: z.object({ key: z.string() }) }),
  issuetype: named,
  priority: named,
  labels: z.array(z.string()).default([]),
  assignee: person,
  reporter: person,
  created: z.string(),
  updated: z.string(),
  resolutiondate: z.string().nullish(),
  comment: z.object({ comments: z.array(comment), total: z.number() }).optional(),
});

export const issue = z.object({ key: z.string(), fields });
export type Issue = z.output<typeof issue>;

export const searchPage = z.object({ issues: z.array(issue), nextPageToken: z.string().nullish() });
export const countAnswer = z.object({ count: z.number() });
