import { STATIONS } from '../../signals/graph.ts';
import type { Call, Station } from '../../signals/graph.ts';
import { callStore } from './call-store.ts';
import type { Caller } from './call-store.ts';
import { profileOf } from './profile.ts';
import { close, record } from './request.ts';
import type { Outcome, Request } from './request.ts';
import { LIBRARIES, resourceOf } from './resource.ts';
import type { Attributes, Span } from './span.ts';

const TIMEOUT_MS = 1600;
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
  const called = callee && profileOf(request.model, request.segment, call.service);
  if (unreachable !== undefined || !called || called.manners.length === 0) {
    const message = unreachable ?? `connect ECONNREFUSED ${address}:${call.port}`;
    const to = from + (message.includes('TIMEDOUT') ? TIMEOUT_MS : 2 + request.random.next() * 3);
    close(span, { from, to }, { failure: { type: 'ConnectionError', message } });
    return { to, failed: true };
  }
  const hop = 0.2 + request.random.next() * 0.5;
  const answer = request.serve({ station: callee, from: from + hop, parent: span, fails });
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
  const unreachable = caller.profile.state.unreachable.has(call.service);
  if (!isStore(call) || unreachable) return attempt(request, caller, leg);
  const isCulprit = request.culprit === call.service;
  if (isCulprit) request.culprit = undefined;
  const fails = isCulprit ? true : rest.fails;
  return callStore(request, caller, { ...rest, service: call.service, fails });
}

/** Calls, and calls again where that is the caller's habit. */
export function callOut(request: Request, caller: Caller, leg: Leg): Outcome {
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
