import type { Span } from './span.ts';

/** A span of a staged trace: "cart" called "GET /cart" from 10 to 40 ms, under the span `parent`. */
export function span(
  spanId: string,
  [start, end]: readonly [number, number],
  more: Partial<Span> = {},
): Span {
  return {
    traceId: 't1',
    spanId,
    service: spanId,
    name: 'work',
    kind: 'internal',
    start,
    duration: end - start,
    failed: false,
    ...more,
  };
}
