import { z } from 'zod';

/** A 64-bit number, which JSON has as a text or a number. */
const long = z.union([z.string(), z.number()]).transform(String);

const value = z.object({
  stringValue: z.string().optional(),
  intValue: long.optional(),
  doubleValue: z.number().optional(),
  boolValue: z.boolean().optional(),
  arrayValue: z.unknown().optional(),
});
const keyValues = z.array(z.object({ key: z.string(), value: value.optional() })).default([]);
export type KeyValues = z.output<typeof keyValues>;

const matchedSpan = z.object({
  spanID: z.string(),
  name: z.string().optional(),
  startTimeUnixNano: long.default('0'),
  durationNanos: long.default('0'),
  attributes: keyValues,
});
const spanSet = z.object({
  spans: z.array(matchedSpan).default([]),
  matched: z.number().default(0),
  attributes: keyValues,
});
const foundTrace = z.object({
  traceID: z.string(),
  rootServiceName: z.string().default(''),
  rootTraceName: z.string().default(''),
  startTimeUnixNano: long.default('0'),
  durationMs: z.number().default(0),
  spanSet: spanSet.optional(),
  spanSets: z.array(spanSet).optional(),
  serviceStats: z
    .record(z.string(), z.object({ spanCount: z.number().default(0), errorCount: z.number().default(0) }))
    .default({}),
});
export type FoundTrace = z.output<typeof foundTrace>;
/** An answer of a search always tells what was inspected; without that it is another server's. */
export const searchResult = z.object({ traces: z.array(foundTrace).default([]), metrics: z.object({}) });

const otlpSpan = z.object({
  traceId: z.string().default(''),
  spanId: z.string(),
  parentSpanId: z.string().default(''),
  name: z.string().default(''),
  kind: z.union([z.string(), z.number()]).default('SPAN_KIND_UNSPECIFIED'),
  startTimeUnixNano: long,
  endTimeUnixNano: long,
  attributes: keyValues,
  events: z.array(z.object({ name: z.string().default(''), attributes: keyValues })).default([]),
  status: z
    .object({ code: z.union([z.string(), z.number()]).optional(), message: z.string().optional() })
    .default({}),
});
export type OtlpSpan = z.output<typeof otlpSpan>;
const resourceSpans = z.array(
  z.object({
    resource: z.object({ attributes: keyValues }).default({ attributes: [] }),
    scopeSpans: z.array(z.object({ spans: z.array(otlpSpan).default([]) })).default([]),
  }),
);
export type ResourceSpans = z.output<typeof resourceSpans>;

/** A trace as /api/v2/traces has it, or as the older page does. */
export const traceResult = z.union([
  z
    .object({ trace: z.object({ resourceSpans: resourceSpans.default([]) }), status: z.string().optional() })
    .transform(({ trace, status }) => ({ batches: trace.resourceSpans, isPartial: status === 'PARTIAL' })),
  z.object({ batches: resourceSpans }).transform(({ batches }) => ({ batches, isPartial: false })),
]);

export const tagScopes = z.object({
  scopes: z.array(z.object({ name: z.string(), tags: z.array(z.string()).default([]) })).default([]),
});
export const tagValues = z.object({
  tagValues: z.array(z.object({ type: z.string().default('string'), value: z.string() })).default([]),
});

export const seriesResult = z.object({
  series: z
    .array(
      z.object({
        labels: keyValues,
        samples: z.array(z.object({ timestampMs: long, value: z.number().default(0) })).default([]),
      }),
    )
    .default([]),
  metrics: z.object({}),
});
