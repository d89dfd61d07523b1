import { z } from 'zod';
import type { Wish } from '../traceql/write-query.ts';

export const queryField = z
  .string()
  .min(1)
  .max(8000)
  .describe('A TraceQL query. It is parsed before it is sent; a fault comes back with a suggestion.');

const name = z.string().min(1).max(253).optional();

/** Of whom, and what: the words that become TraceQL. */
export const wishFields = {
  service: name.describe('As its spans name it; * stands for anything.'),
  operation: name.describe('Name of the span, such as "GET /items"; * stands for anything.'),
  namespace: name,
  environment: name,
  cluster: name,
  through: name.describe('Another service or store that the same trace went through.'),
  attributes: z
    .record(z.string().min(1).max(200), z.union([z.string().max(500), z.number(), z.boolean()]))
    .optional()
    .describe('Such as {"http.response.status_code": 503}; with a scope (span., resource.) or without.'),
} satisfies Partial<Record<keyof Wish, z.ZodType>>;
