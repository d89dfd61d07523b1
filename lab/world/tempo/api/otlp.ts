import type { Static } from '../traceql/ast.ts';
import type { Attributes, AttributeValue, Span, Trace } from '../traces/span.ts';

export interface KeyValue {
  key: string;
  value: Record<string, unknown>;
}

/** Milliseconds as nanoseconds, in a text as JSON needs it. */
export function nanos(ms: number): string {
  const whole = Math.floor(ms);
  return String(BigInt(whole) * 1_000_000n + BigInt(Math.floor((ms - whole) * 1e6)));
}

function anyValue(value: AttributeValue): Record<string, unknown> {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

const keyValues = (attributes: Attributes): KeyValue[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));

const SECOND = 1e9;

/** How Go writes a duration, in seconds at most. */
const goDuration = (ns: number): string => (ns < SECOND ? `${ns / 1e6}ms` : `${ns / SECOND}s`);

/** A value of TraceQL as an attribute of an answer. */
export function staticValue({ kind, value }: Static): Record<string, unknown> {
  if (kind === 'duration') return { stringValue: goDuration(Number(value)) };
  if (kind === 'float') return { doubleValue: value };
  if (kind === 'nil' || value === null) return { stringValue: 'nil' };
  return anyValue(value);
}

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');

function otlpSpan(traceId: string, span: Span): Record<string, unknown> {
  const events = span.events.map(({ name, time, attributes }) => ({
    timeUnixNano: nanos(time),
    name,
    attributes: keyValues(attributes),
  }));
  const status =
    span.status === 'unset'
      ? {}
      : {
          code: `STATUS_CODE_${span.status.toUpperCase()}`,
          ...(span.message !== '' && { message: span.message }),
        };
  return {
    traceId: base64(traceId),
    spanId: base64(span.id),
    ...(span.parent && { parentSpanId: base64(span.parent.id) }),
    name: span.name,
    kind: `SPAN_KIND_${span.kind.toUpperCase()}`,
    startTimeUnixNano: nanos(span.start),
    endTimeUnixNano: nanos(span.start + span.duration),
    attributes: keyValues(span.attributes),
    ...(events.length > 0 && { events }),
    status,
  };
}

/** A trace as OpenTelemetry's protocol writes it in JSON, its ids in base64 as Tempo's JSON has them. */
export function resourceSpans({ id, spans }: Trace): Record<string, unknown>[] {
  return [...Map.groupBy(spans, ({ resource }) => resource)].map(([resource, own]) => ({
    resource: { attributes: keyValues(resource) },
    scopeSpans: [...Map.groupBy(own, ({ library }) => library)].map(([name, recorded]) => ({
      scope: { name },
      spans: recorded.map((span) => otlpSpan(id, span)),
    })),
  }));
}
