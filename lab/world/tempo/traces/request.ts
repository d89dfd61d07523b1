import type { Random } from '../../engine/random.ts';
import type { Station } from '../../signals/graph.ts';
import type { SignalModel } from '../../signals/model.ts';
import type { PodLife } from '../../signals/pod-life.ts';
import type { Segment } from '../../signals/segments.ts';
import type { Attributes, Span } from './span.ts';

/** One request on its way through the company. */
export interface Request {
  model: SignalModel;
  segment: Segment;
  random: Random;
  spans: Span[];
  /** Standard deviations that everything is slower by. */
  slower: number;
  /** The application that is to fail; forgotten once it has. */
  culprit?: string;
  /** One request at one of the stations, with all that it causes. */
  serve: (visit: Visit) => Answer;
}

/** What a station is asked to do. */
export interface Visit {
  station: Station;
  /** On the true clock, ms. */
  from: number;
  parent?: Span;
  /** Decided beforehand: whether it fails itself. */
  fails?: boolean;
}

/** How a part of a request ended, on the true clock. */
export interface Outcome {
  to: number;
  failed: boolean;
}

/** What a station answered. */
export interface Answer extends Outcome {
  code: number;
}

export interface Route {
  method: 'GET' | 'POST';
  route: string;
  share: number;
  weight: number;
}

export const ROUTES: readonly Route[] = [
  { method: 'GET', route: '/items', share: 0.62, weight: 1 },
  { method: 'GET', route: '/items/{id}', share: 0.26, weight: 0.6 },
  { method: 'POST', route: '/items', share: 0.12, weight: 1.8 },
];

/** What a recorded span is made of, on the true clock. */
export interface Draft {
  name: string;
  kind: Span['kind'];
  parent?: Span;
  from: number;
  pod: PodLife;
  resource: Attributes;
  library: string;
  attributes: Attributes;
}

const SPREAD = 0.62;
const NO_EVENTS: Span['events'] = [];

/** A factor around 1 as times of work are spread. */
export function spread({ random, slower }: Request): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  return Math.exp(SPREAD * Math.max(-2.5, Math.min(3.2, normal + slower)));
}

/** How much longer than usual a station works on a request at that moment. */
export function paceAt(request: Request, name: string, time: number): number {
  return spread(request) * (1 + request.model.unrest(name).at(time));
}

const skews = new WeakMap<Segment, Map<string, number>>();

function computeSkew({ model, segment }: Request, node: string): number {
  let sum = 0;
  for (const letter of node) sum = (sum * 31 + letter.charCodeAt(0)) % 9973;
  const step = sum % 9;
  const usual = step < 5 ? 0 : (step - 6.4) * 1.7;
  return model.cluster.faults.history().reduce((total, { fault, from, to = Infinity }) => {
    if (fault.type !== 'machine' || fault.node !== node || from > segment.from || to <= segment.from)
      return total;
    return total + (fault.clock ?? 0) * 1000;
  }, usual);
}

/** Milliseconds that a node's clock is off: most are right, some by a few, one at fault by more. */
function skewOf(request: Request, node: string): number {
  let known = skews.get(request.segment);
  if (!known) skews.set(request.segment, (known = new Map<string, number>()));
  let skew = known.get(node);
  if (skew === undefined) known.set(node, (skew = computeSkew(request, node)));
  return skew;
}

const hex = (number: number): string => number.toString(16).padStart(8, '0');

/** A span whose id is written only when somebody reads it: most are never shown. */
class RecordedSpan implements Span {
  readonly parent: Span | undefined;
  readonly name: string;
  readonly kind: Span['kind'];
  readonly start: number;
  readonly resource: Attributes;
  readonly library: string;
  readonly number: readonly [number, number];
  duration = 0;
  status: Span['status'] = 'unset';
  message = '';
  attributes: Attributes;
  events: Span['events'] = NO_EVENTS;

  constructor(draft: Draft, skew: number, number: readonly [number, number]) {
    this.parent = draft.parent;
    this.name = draft.name;
    this.kind = draft.kind;
    this.start = draft.from + skew;
    this.resource = draft.resource;
    this.library = draft.library;
    this.attributes = draft.attributes;
    this.number = number;
  }

  get id(): string {
    return hex(this.number[0]) + hex(this.number[1]);
  }
}

/** Writes a span down as its node's clock saw it; `close` ends it. */
export function record(request: Request, draft: Draft): Span {
  const { random, spans } = request;
  const span = new RecordedSpan(draft, skewOf(request, draft.pod.node), [
    random.integer(0xffffffff),
    random.integer(0xffffffff),
  ]);
  spans.push(span);
  return span;
}

/** Ends a span; a failure is written down as its status and as an exception. */
export function close(
  span: Span,
  { from, to }: { from: number; to: number },
  ending: { attributes?: Attributes; failure?: { type: string; message: string } } = {},
): void {
  span.duration = Math.max(0.02, to - from);
  if (ending.attributes) span.attributes = { ...span.attributes, ...ending.attributes };
  if (!ending.failure) return;
  const { type, message } = ending.failure;
  span.status = 'error';
  span.message = message;
  const attributes = { 'exception.type': type, 'exception.message': message };
  span.events = [{ name: 'exception', time: span.start + span.duration * 0.98, attributes }];
}
