import { z } from 'zod';
import { quantile } from './operations.ts';
import type { TempoSpan } from './spans.ts';

/** One service calling another, in a sample. */
export const serviceEdge = z.object({
  from: z.string(),
  to: z.string(),
  kind: z
    .enum(['service', 'database', 'queue', 'unseen'])
    .describe('unseen: its spans are not recorded, or it was not reached.'),
  calls: z.number(),
  errors: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
});
type ServiceEdge = z.output<typeof serviceEdge>;

interface Crossing {
  from: string;
  to: string;
  kind: ServiceEdge['kind'];
  span: TempoSpan;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** What a client says it called, when that recorded nothing itself. */
function calledBy({ attributes }: TempoSpan): { to: string; kind: ServiceEdge['kind'] } | undefined {
  const host = text(attributes['server.address']) ?? text(attributes['net.peer.name']);
  const database = text(attributes['db.system.name']) ?? text(attributes['db.system']);
  if (database !== undefined) return { to: host ?? database, kind: 'database' };
  const queue = text(attributes['messaging.system']);
  if (queue !== undefined)
    return { to: text(attributes['messaging.destination.name']) ?? queue, kind: 'queue' };
  const to = text(attributes['peer.service']) ?? host;
  return to === undefined ? undefined : { to, kind: 'unseen' };
}

function crossingsOf(spans: readonly TempoSpan[]): Crossing[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const answered = new Set<string>();
  const between = spans.flatMap((span): Crossing[] => {
    const parent = span.parentId === undefined ? undefined : byId.get(span.parentId);
    if (!parent || parent.service === span.service) return [];
    answered.add(parent.spanId);
    const kind = span.kind === 'consumer' ? 'queue' : 'service';
    return [{ from: parent.service, to: span.service, kind, span: parent.kind === 'client' ? parent : span }];
  });
  const outwards = spans.flatMap((span): Crossing[] => {
    const isOutgoing = span.kind === 'client' || span.kind === 'producer';
    const called = isOutgoing && !answered.has(span.spanId) ? calledBy(span) : undefined;
    return called ? [{ from: span.service, ...called, span }] : [];
  });
  return [...between, ...outwards];
}

/** A client that was not answered names a host; where a service of that name is known it is that one. */
function settled(crossings: readonly Crossing[]): Crossing[] {
  const services = new Set(
    crossings.flatMap(({ from, to, kind }) => (kind === 'service' ? [from, to] : [from])),
  );
  return crossings.map((crossing) => {
    const [host = ''] = crossing.to.split('.');
    return crossing.kind === 'unseen' && services.has(host)
      ? { ...crossing, to: host, kind: 'service' }
      : crossing;
  });
}

/** Who calls whom in a sample, the most frequent first. */
export function serviceGraph(spans: readonly TempoSpan[]): ServiceEdge[] {
  const traces = Map.groupBy(spans, ({ traceId }) => traceId);
  const crossings = settled([...traces.values()].flatMap(crossingsOf));
  const groups = Map.groupBy(crossings, ({ from, to, kind }) => JSON.stringify([from, to, kind]));
  const edges = [...groups.values()].flatMap((own): ServiceEdge[] => {
    const [first] = own;
    if (!first) return [];
    const sorted = own.map(({ span }) => span.duration).sort((a, b) => a - b);
    const errors = own.filter(({ span }) => span.failed).length;
    const { from, to, kind } = first;
    return [
      {
        from,
        to,
        kind,
        calls: own.length,
        errors,
        p50Ms: quantile(sorted, 0.5),
        p95Ms: quantile(sorted, 0.95),
      },
    ];
  });
  return edges.sort((a, b) => b.calls - a.calls || (a.from < b.from ? -1 : 1));
}
