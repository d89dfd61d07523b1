import { z } from 'zod';

const used = z.object({
  calls: z.number(),
  failed: z.number(),
  inputTokens: z.number(),
  cachedTokens: z.number(),
  outputTokens: z.number(),
  dollars: z.number(),
});

const modelReport = z.object({
  id: z.string(),
  isLocal: z.boolean(),
  contextTokens: z.number(),
  price: z
    .object({ input: z.number(), output: z.number(), cached: z.number(), isKnown: z.boolean() })
    .describe('US dollars for a million tokens; a guess, and a high one, when it is not known'),
  state: z.enum(['well', 'resting']),
  firstTokenMs: z.number().optional(),
  lastFault: z.string().optional(),
  today: used,
  total: used,
});

export const modelsSchema = z.object({ models: z.array(modelReport) });

/** A language model: what it is, how it does, what it was used for today (UTC) and in all. */
export type ModelReport = z.output<typeof modelReport>;
