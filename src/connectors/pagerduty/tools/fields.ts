import { z } from 'zod';

export const incidentField = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  status: z.string().describe('triggered, acknowledged or resolved.'),
  urgency: z.string(),
  service: z.string(),
  teams: z.array(z.string()),
  openedAt: z.string(),
  resolvedAt: z.string().optional(),
  minutes: z.number().describe('How long it lasted; so far, when it is open.'),
  assignedTo: z.array(z.string()),
  acknowledgedBy: z.array(z.string()),
  link: z.string(),
});
export const serviceField = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe("A service's name, as in the cluster or as in PagerDuty.");
