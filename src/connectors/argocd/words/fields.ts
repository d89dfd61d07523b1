import { z } from 'zod';

export const applicationInput = {
  application: z
    .string()
    .min(1)
    .max(253)
    .describe('Its name, or the beginning of it where only one begins so.'),
  instance: z
    .string()
    .max(100)
    .optional()
    .describe('The Argo CD that keeps it; all are asked when left out.'),
};
export const noteField = z.string().optional().describe('What is missing, or why there is nothing.');
