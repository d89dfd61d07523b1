import { STATIONS } from '../../signals/graph.ts';
import type { Call, Station } from '../../signals/graph.ts';
import { callStore, failingTime } from './call-store.ts';
import type { Caller } from './call-store.ts';
import { profileOf } from './profile.ts';
import { close, record } from './request.ts';
import type { Outcome, Request } from './request.ts';
import { LIBRARIES, resourceOf } from './resource.ts';
import type { Attributes, Span } from './span.ts';

/** A failed callee fails its caller in this share. */
const PASSED_ON = 0.9;
/** Those that try three times before they give up. */
const RETRYING: ReadonlySet<string> = new Set(['checkout/payments-api', 'payments-worker/postgres']);
const ATTEMPTS = 3;
const BY_NAME: ReadonlyMap<string, Station> = new Map(STATIONS.map((station) => [station.name, station]));

/** What an HTTP span says of its answer. */
export const statusCodes = (code: number): Attributes => ({
  'http.response.status_code': code,
  'http.status_code': code,
});

interface Leg {
  call: Call;
  from: number;
  isRepeated: boolean;
}

function clientSpan(request: Request, caller: Caller, { call, from }: Omit<Leg, 'isRepeated'>): Span {
  const { profile, manner, span: parent } = caller;
  const address = `${call.service}.${call.namespace}`;
  const method = caller.route.method;
  return record(request, {
    name: `${method} ${address}`,
    kind: 'client',
    parent,
    from,
    pod: manner.pod,
    resource: resourceOf(request.model, profile, manner),
    library: LIBRARIES[profile.station.language]?.client ?? '',
    attributes: {
      'http.request.method': method,
      'http.method': method,
      'url.full': `http://${address}:${call.port}/items`,
      'server.address': address,
      'server.port': call.port,
      'peer.service': call.service,
    },
  });
}

/** Looking up a name is a span when it takes long enough to be seen. */
function lookUp(request: Request, caller: Caller, { from, parent }: { from: number; parent: Span }): number {
  const { profile, manner } = caller;
  const to = from + (manner.effect.lookup ?? 0) * 1000;
  if (to - from < 1) return from;
  const span = record(request, {
    name: 'dns.lookup',
    kind: 'internal',
    parent,
    from,
    pod: manner.pod,
    resource: resourceOf(request.model, profile, manner),
    library: LIBRARIES[profile.station.language]?.client ?? '',
    attributes: { 'dns.question.name': String(parent.attributes['server.address'] ?? '') },
  });
  close(span, { from, to });
  return to;
}

/** One attempt at another service: the caller's span and what is under it. */
function attempt(
  request: Request,
  caller: Caller,
  { call, from, fails }: Leg & { fails?: boolean },
): Outcome {
  const callee = BY_NAME.get(call.service);
  const { profile } = caller;
  const address = `${call.service}.${call.namespace}`;
  const span = clientSpan(request, caller, { call, from });
  const unreachable = profile.state.unreachable.get(call.service);
  const called = callee && profileOf(request.segment, call.service);
  if (unreachable !== undefined || !called || called.manners.length === 0) {
    const message = unreachable ?? `connect ECONNREFUSED ${address}:${call.port}`;
    const to = from + failingTime(request, message);
    close(span, { from, to }, { failure: { type: 'ConnectionError', message } });
    return { to, failed: true };
  }
  const hop = 0.2 + request.random.next() * 0.5;
  const asked = lookUp(request, caller, { from, parent: span });
  const answer = request.serve({ station: callee, from: asked + hop, parent: span, fails });
  const to = answer.to + hop;
  const failure = { type: 'Error', message: `Request failed with status code ${answer.code}` };
  close(span, { from, to }, { attributes: statusCodes(answer.code), ...(answer.failed && { failure }) });
  return { to, failed: answer.failed };
}

/** Whether it records no spans of its own. */
export function isStore({ service }: Call): boolean {
  return BY_NAME.get(service)?.language === 'store';
}

function once(request: Request, caller: Caller, leg: Leg & { fails?: boolean }): Outcome {
  const { call, ...rest } = leg;
  if (!isStore(call)) return attempt(request, caller, leg);
  const isCulprit = request.culprit === call.service;
  if (isCulprit) request.culprit = undefined;
  const fails = isCulprit ? true : rest.fails;
  return callStore(request, caller, { ...rest, service: call.service, fails });
}

const GIVEN_UP = { type: 'TimeoutError', message: 'context deadline exceeded while waiting for the answer' };

/** Calls again before the answer is there, as in a storm of retries: the attempts that were given up failed for the caller. */
export function callRepeatedly(request: Request, caller: Caller, leg: Leg): Outcome {
  const usual = caller.manner.effect.calls ?? 1;
  const attempts = Math.max(1, Math.floor(usual + request.random.next()));
  let { from } = leg;
  for (let tries = 1; tries < attempts; tries++) {
    const place = request.spans.length;
    const { to } = once(request, caller, { ...leg, from, fails: false });
    const given = request.spans[place];
    if (given) close(given, { from, to }, { failure: GIVEN_UP });
    from = to + 5;
  }
  return callOut(request, caller, { ...leg, from });
}

/** Calls, and calls again where that is the caller's habit. */
function callOut(request: Request, caller: Caller, leg: Leg): Outcome {
  const edge = `${caller.profile.station.name}/${leg.call.service}`;
  const first = once(request, caller, leg);
  if (!first.failed) return first;
  const isLasting = request.random.next() < PASSED_ON;
  if (!RETRYING.has(edge)) return { to: first.to, failed: isLasting };
  let last = first;
  for (let tries = 1; tries < ATTEMPTS && last.failed; tries++) {
    const from = last.to + 25 * 2 ** tries * (0.8 + request.random.next() * 0.4);
    const fails = isLasting || (tries < ATTEMPTS - 1 && request.random.next() < 0.4);
    last = once(request, caller, { ...leg, from, fails });
  }
  return last;
}
