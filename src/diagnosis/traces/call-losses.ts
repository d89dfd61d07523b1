import { average, sum } from '../statistics.ts';
import type { Span } from './span.ts';
import type { SpanNode } from './trace-tree.ts';
import { buildTrace } from './trace-tree.ts';

/** What a service's calls of another cost it more than before, as a sample of traces has it. */
export interface CallLoss {
  from: string;
  to: string;
  /**
   * 0..1: the part of what the service's requests take longer that is waited for because each of these calls takes longer, which is
   * not the part of those that came on top; none when requests take as long as before.
   */
  slower?: number;
  /** How many times as many calls each request makes as before; none when about as many. */
  oftener?: number;
  /** 0..1: the part of the service's failed requests in which such a call failed; none when none failed. */
  failing?: number;
  /** The service's requests in the sample of the window. */
  requests: number;
}

/** Whom an outgoing span calls, when that records nothing itself. */
export type CalleeOf<Called extends Span> = (span: Called) => string | undefined;

interface Calls {
  count: number;
  time: number;
  failed: boolean;
}

const NONE: Calls = { count: 0, time: 0, failed: false };

interface Served {
  service: string;
  duration: number;
  failed: boolean;
  /** Of each callee. */
  calls: Map<string, Calls>;
}

const ENOUGH = 6;
/** What takes longer by less is as before: so many standard errors, and such a part. */
const CLEAR = 2;
const MATERIAL = 0.2;

function outward<Called extends Span>(
  node: SpanNode,
  original: ReadonlyMap<string, Called>,
  to: CalleeOf<Called>,
) {
  const found: { to: string; span: Span }[] = [];
  const look = ({ children }: SpanNode): void => {
    for (const child of children) {
      if (child.span.service !== node.span.service) continue;
      const span = original.get(child.span.spanId);
      const callee = span && child.children.length === 0 ? to(span) : undefined;
      if (callee === undefined) look(child);
      else found.push({ to: callee, span: child.span });
    }
  };
  look(node);
  return found;
}

function servedIn<Called extends Span>(spans: readonly Called[], to: CalleeOf<Called>): Served[] {
  const original = new Map(spans.map((span) => [span.spanId, span]));
  const served: Served[] = [];
  const visit = (node: SpanNode, above: string | undefined): void => {
    const { service, duration, failed } = node.span;
    if (service !== above) {
      const calls: Served['calls'] = new Map();
      for (const call of outward(node, original, to)) {
        const { count, time, failed: before } = calls.get(call.to) ?? NONE;
        const { duration: own, failed: now } = call.span;
        calls.set(call.to, { count: count + 1, time: time + own, failed: before || now });
      }
      served.push({ service, duration, failed, calls });
    }
    for (const child of node.children) visit(child, service);
  };
  for (const trace of Map.groupBy(spans, ({ traceId }) => traceId).values())
    for (const root of buildTrace(trace).roots) visit(root, undefined);
  return served;
}

const variance = (values: readonly number[]): number => {
  const middle = average(values);
  return sum(values.map((value) => (value - middle) ** 2)) / Math.max(1, values.length - 1);
};

/** How much more the second values are on average; nothing when that may be chance. */
function growth(before: readonly number[], after: readonly number[]): number | undefined {
  const grown = average(after) - average(before);
  const error = Math.sqrt(variance(before) / before.length + variance(after) / after.length);
  return grown > CLEAR * error && grown > MATERIAL * average(before) ? grown : undefined;
}

/** So many times as many calls, and so many more a request, are more than chance. */
const OFTENER = { times: 1.7, more: 0.7 };

/** What requests take longer because each of their calls does: as many calls as before, each of its new length. */
function lostIn(before: readonly Calls[], after: readonly Calls[]): number {
  const eachOf = (all: readonly Calls[]): number[] =>
    all.flatMap(({ count, time }) => (count > 0 ? [time / count] : []));
  const longer = growth(eachOf(before), eachOf(after)) ?? 0;
  return longer * average(before.map(({ count }) => count));
}

function oftenerBy(before: readonly Calls[], after: readonly Calls[]): number | undefined {
  const [was, is] = [before, after].map((all) => average(all.map(({ count }) => count)));
  if (was === undefined || is === undefined || was === 0) return undefined;
  return is >= OFTENER.times * was && is - was >= OFTENER.more ? is / was : undefined;
}

function lossOf(
  to: string,
  before: readonly Served[],
  after: readonly Served[],
): Omit<CallLoss, 'from' | 'to'> {
  const callsOf = (all: readonly Served[]): Calls[] => all.map(({ calls }) => calls.get(to) ?? NONE);
  const all = growth(
    before.map(({ duration }) => duration),
    after.map(({ duration }) => duration),
  );
  const oftener = oftenerBy(callsOf(before), callsOf(after));
  const failed = after.filter((one) => one.failed);
  const through = failed.filter(({ calls }) => calls.get(to)?.failed === true);
  return {
    ...(all === undefined ? {} : { slower: Math.min(1, lostIn(callsOf(before), callsOf(after)) / all) }),
    ...(oftener === undefined ? {} : { oftener }),
    ...(failed.length === 0 ? {} : { failing: through.length / failed.length }),
    requests: after.length,
  };
}

/** What each service's calls of those who record nothing themselves, such as datastores, cost it more than in the baseline. */
export function callLosses<Called extends Span>(
  sample: { baseline: readonly Called[]; window: readonly Called[] },
  to: CalleeOf<Called>,
): CallLoss[] {
  const before = Map.groupBy(servedIn(sample.baseline, to), ({ service }) => service);
  const after = Map.groupBy(servedIn(sample.window, to), ({ service }) => service);
  return [...after].flatMap(([from, requests]) => {
    const earlier = before.get(from) ?? [];
    if (requests.length < ENOUGH || earlier.length < ENOUGH) return [];
    const callees = new Set([...earlier, ...requests].flatMap(({ calls }) => [...calls.keys()]));
    return [...callees].sort().map((callee) => ({ from, to: callee, ...lossOf(callee, earlier, requests) }));
  });
}
