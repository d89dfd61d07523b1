/** What an attribute holds. */
export type AttributeValue = string | number | boolean;
export type Attributes = Readonly<Record<string, AttributeValue>>;

export type SpanKind = 'server' | 'client' | 'internal' | 'producer' | 'consumer';
export type SpanStatus = 'unset' | 'ok' | 'error';

/** Something that happened within a span, such as an exception. */
export interface SpanEvent {
  name: string;
  /** Milliseconds since the epoch. */
  time: number;
  attributes: Attributes;
}

/** One unit of work as it was recorded: times are of the clock of its node. */
export interface Span {
  readonly id: string;
  parent?: Span | undefined;
  name: string;
  kind: SpanKind;
  /** Milliseconds since the epoch, with fractions. */
  start: number;
  /** Milliseconds, with fractions. */
  duration: number;
  status: SpanStatus;
  message: string;
  resource: Attributes;
  attributes: Attributes;
  events: readonly SpanEvent[];
  /** The library that recorded it. */
  library: string;
}

/** A request with all that was recorded of it. The first span is the root. */
export interface Trace {
  readonly id: string;
  root: Span;
  spans: readonly Span[];
  start: number;
  duration: number;
}
