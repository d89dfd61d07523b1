import type { Span, Trace } from './traces/span.ts';

/** A span of a staged trace. */
export function stagedSpan(id: string, more: Partial<Span> & { service?: string } = {}): Span {
  const { service = 'shop', ...rest } = more;
  return {
    id,
    name: id,
    kind: 'server',
    start: 0,
    duration: 10,
    status: 'unset',
    message: '',
    resource: { 'service.name': service },
    attributes: {},
    events: [],
    library: 'test',
    ...rest,
  };
}

/** A trace of these spans, the first of them its root. */
export function stagedTrace(root: Span, ...others: Span[]): Trace {
  const spans = [root, ...others];
  const end = Math.max(...spans.map((span) => span.start + span.duration));
  return { id: '0'.repeat(31) + '1', root, spans, start: root.start, duration: end - root.start };
}
