import { z } from 'zod';

export const dashboardFields = {
  uid: z.string(),
  title: z.string(),
  folder: z.string(),
  tags: z.array(z.string()),
  link: z.string(),
};
export const panelFields = {
  id: z.number(),
  title: z.string(),
  kind: z.string().describe('How it is drawn: timeseries, table, stat ...'),
  description: z.string(),
  unit: z.string().optional(),
  queries: z.array(z.string()),
};
export const uidField = z
  .string()
  .regex(/^[\w-]{1,64}$/, 'must be the uid of a dashboard')
  .describe('The uid of a dashboard, as the search gives it.');
export const serviceField = z.string().min(1).max(200).optional();
