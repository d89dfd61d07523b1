import { z } from 'zod';

export const issueField = z.object({
  key: z.string(),
  summary: z.string(),
  status: z.string(),
  done: z.boolean(),
  type: z.string(),
  priority: z.string(),
  labels: z.array(z.string()),
  assignee: z.string().optional(),
  reporter: z.string().optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
  resolvedAt: z.string().optional(),
  link: z.string(),
});
