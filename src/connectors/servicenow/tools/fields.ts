import { z } from 'zod';

const time = z.string().optional();

export const recordField = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  priority: z.string(),
  item: z.string().describe('The configuration item: usually the service.'),
  group: z.string(),
  assignedTo: z.string(),
  openedAt: time,
  startsAt: time.describe('Of a change: when it is made.'),
  endsAt: time,
  resolvedAt: time,
  updatedAt: time,
  link: z.string(),
});
