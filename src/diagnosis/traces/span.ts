/** One unit of work of a trace, as OpenTelemetry has it; times in milliseconds since 1970. */
export interface Span {
  traceId: string;
  spanId: string;
  /** None: the trace begins here. */
  parentId?: string;
  service: string;
  /** What was done: "GET /cart", "SELECT orders". */
  name: string;
  kind: 'server' | 'client' | 'internal' | 'producer' | 'consumer';
  start: number;
  duration: number;
  failed: boolean;
  /** What the failure said, when it did. */
  message?: string;
}

/** What is compared and counted: the same operation of the same service. */
export const operationOf = ({ service, name }: Span): string => `${service} ${name}`;

export const endOf = ({ start, duration }: Span): number => start + duration;
