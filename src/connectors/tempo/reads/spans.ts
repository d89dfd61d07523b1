import { z } from 'zod';
import type { OtlpSpan, ResourceSpans } from '../schema.ts';
import { attributeMap, between, milliseconds } from './attributes.ts';
import type { AttributeMap } from './attributes.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** One unit of work, in the shape that diagnosis/traces reads, with what else is worth knowing. */
export const tempoSpan = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentId: z.string().optional(),
  service: z.string(),
  name: z.string(),
  kind: z.enum(['server', 'client', 'internal', 'producer', 'consumer']),
  start: z.number().describe('Milliseconds since 1970, by the clock of its own machine.'),
  duration: z.number().describe('Milliseconds.'),
  failed: z.boolean(),
  message: z.string().optional(),
  attributes: z.record(z.string(), scalar),
});
export type TempoSpan = z.output<typeof tempoSpan>;

/** Attributes that explain a span: what was called, with what, where it ran, how it failed. */
const TELLING =
  /^(http|url|db|rpc|messaging|exception|error|server|peer|net|network|faas|graphql|thread)\b|^(k8s\.(pod|node|namespace|cluster)\.name|service\.version|deployment\.environment(\.name)?|host\.name)$/;

const KINDS: Record<string, TempoSpan['kind']> = {
  SPAN_KIND_SERVER: 'server',
  SPAN_KIND_CLIENT: 'client',
  SPAN_KIND_PRODUCER: 'producer',
  SPAN_KIND_CONSUMER: 'consumer',
  '2': 'server',
  '3': 'client',
  '4': 'producer',
  '5': 'consumer',
};

const HEX = /^(?:[0-9a-f]{16}|[0-9a-f]{32})$/i;

/** An id as people write it: Tempo's JSON has it in base64. */
function hexId(id: string): string {
  return HEX.test(id) ? id.toLowerCase() : Buffer.from(id, 'base64').toString('hex');
}

function failureOf({ status, events }: OtlpSpan): {
  failed: boolean;
  message?: string;
  exception: AttributeMap;
} {
  const failed = status.code === 2 || status.code === 'STATUS_CODE_ERROR';
  const exception = events
    .filter(({ name }) => name === 'exception')
    .map(({ attributes }) => attributeMap(attributes));
  const { 'exception.stacktrace': _stack, ...told } = exception.at(-1) ?? {};
  const said =
    status.message !== undefined && status.message !== '' ? status.message : told['exception.message'];
  return { failed, ...(failed && said !== undefined && { message: String(said) }), exception: told };
}

function spanOf(span: OtlpSpan, resource: AttributeMap): TempoSpan {
  const { failed, message, exception } = failureOf(span);
  const start = milliseconds(span.startTimeUnixNano);
  const all = { ...resource, ...attributeMap(span.attributes), ...exception };
  return {
    traceId: hexId(span.traceId),
    spanId: hexId(span.spanId),
    ...(span.parentSpanId !== '' && { parentId: hexId(span.parentSpanId) }),
    service: String(resource['service.name'] ?? 'unknown service'),
    name: span.name,
    kind: KINDS[String(span.kind)] ?? 'internal',
    start,
    duration: between(span.startTimeUnixNano, span.endTimeUnixNano),
    failed,
    ...(message !== undefined && { message }),
    attributes: Object.fromEntries(Object.entries(all).filter(([key]) => TELLING.test(key))),
  };
}

/** The spans of a trace in order of time. */
export function spansOf(batches: ResourceSpans): TempoSpan[] {
  const spans = batches.flatMap(({ resource, scopeSpans }) => {
    const own = attributeMap(resource.attributes);
    return scopeSpans.flatMap((scope) => scope.spans.map((span) => spanOf(span, own)));
  });
  return spans.sort((a, b) => a.start - b.start || b.duration - a.duration);
}
