import { z } from 'zod';

const labels = z.record(z.string(), z.string());
/** Nanoseconds, the line, and what was noted beside it. */
const entry = z.tuple([z.string(), z.string()]).rest(z.unknown());
/** Seconds and the value, which JSON cannot always say as a number. */
const sample = z.tuple([z.number(), z.string()]);

/** Without data when there is nothing to list. */
export const envelope = z.object({ status: z.literal('success'), data: z.unknown().optional() });

export const logResult = z.object({
  resultType: z.literal('streams'),
  result: z.array(z.object({ stream: labels, values: z.array(entry) })),
});
export type LogResult = z.output<typeof logResult>;

export const metricResult = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: labels, value: sample })) }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(sample) })),
  }),
  z.object({ resultType: z.literal('scalar'), result: sample }),
]);
export type MetricResult = z.output<typeof metricResult>;

/** Left out by Loki when there are none. */
export const names = z.array(z.string()).nullish();

export const patterns = z
  .array(
    z.object({
      pattern: z.string(),
      level: z.string().default(''),
      samples: z.array(z.tuple([z.number(), z.number()])),
    }),
  )
  .nullish();
