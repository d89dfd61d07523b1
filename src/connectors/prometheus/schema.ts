import { z } from 'zod';

const labels = z.record(z.string(), z.string());
/** Seconds since the epoch and the value, which JSON cannot always say as a number. */
const sample = z.tuple([z.number(), z.string()]);

/** Every answer of the Prometheus API. */
export const envelope = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown(), warnings: z.array(z.string()).optional() }),
  z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() }),
]);

export const queryResult = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: sample.optional() })),
  }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(sample).optional() })),
  }),
  z.object({ resultType: z.literal('scalar'), result: sample }),
  z.object({ resultType: z.literal('string'), result: sample }),
]);
export type QueryResult = z.output<typeof queryResult>;

export const names = z.array(z.string());
export const metadata = z.record(z.string(), z.array(z.object({ type: z.string(), help: z.string() })));

const activeAlert = z.object({
  labels,
  annotations: labels,
  state: z.string(),
  activeAt: z.string().optional(),
  value: z.string(),
});
export const alertList = z.object({ alerts: z.array(activeAlert) });
export type ActiveAlert = z.output<typeof activeAlert>;

const rule = z.object({
  name: z.string(),
  query: z.string(),
  type: z.string(),
  health: z.string().default('unknown'),
  lastError: z.string().optional(),
  state: z.string().optional(),
  duration: z.number().optional(),
  labels: labels.default({}),
  annotations: labels.default({}),
});
export const ruleGroups = z.object({
  groups: z.array(z.object({ name: z.string(), file: z.string().default(''), rules: z.array(rule) })),
});
export type Rule = z.output<typeof rule>;

export const targetList = z.object({
  activeTargets: z.array(
    z.object({
      labels,
      scrapePool: z.string().default(''),
      scrapeUrl: z.string(),
      health: z.string(),
      lastError: z.string().default(''),
      lastScrape: z.string().default(''),
    }),
  ),
});

const matcher = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  isEqual: z.boolean().default(true),
});
export const silences = z.array(
  z.object({
    id: z.string(),
    matchers: z.array(matcher),
    startsAt: z.string(),
    endsAt: z.string(),
    createdBy: z.string(),
    comment: z.string(),
    status: z.object({ state: z.string() }),
  }),
);
export type Silence = z.output<typeof silences>[number];

export const managedAlerts = z.array(
  z.object({
    labels,
    fingerprint: z.string(),
    status: z.object({
      state: z.string(),
      silencedBy: z.array(z.string()),
      inhibitedBy: z.array(z.string()),
    }),
    receivers: z.array(z.object({ name: z.string() })).default([]),
  }),
);
