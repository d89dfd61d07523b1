import { createRandom, hash32 } from '../../engine/random.ts';
import type { Call } from '../../signals/graph.ts';
import { failingAt } from '../../signals/stray.ts';
import { callRepeatedly, isStore, statusCodes } from './call-out.ts';
import type { Caller } from './call-store.ts';
import { REACH } from './candidates.ts';
import type { Candidate } from './candidates.ts';
import { culpritOf } from './culprit.ts';
import type { Manner, Profile } from './profile.ts';
import { profileOf } from './profile.ts';
import { close, paceAt, record, ROUTES, spread } from './request.ts';
import type { Answer, Outcome, Request, Route, Visit } from './request.ts';
import { LIBRARIES, resourceOf } from './resource.ts';
import type { Attributes, Span, Trace } from './span.ts';
import { traceIdOf } from './trace-id.ts';

/** Reads the lines of its list one by one, and always has. */
const LOOPING = { service: 'reporting', route: '/items', lines: 9 };

function routeFor({ random }: Request): Route {
  let left = random.next();
  const found = ROUTES.find(({ share }) => (left -= share) < 0) ?? ROUTES[0];
  if (!found) throw new RangeError('there are no routes');
  return found;
}

function serverAttributes(
  { station }: Profile,
  { method, route }: Route,
  random: Request['random'],
): Attributes {
  const path = route.replace('{id}', String(1000 + random.integer(9000)));
  return {
    'http.request.method': method,
    'http.method': method,
    'http.route': route,
    'url.path': path,
    'url.scheme': 'http',
    'server.address': `${station.name}.${station.namespace}`,
    'server.port': station.port,
    'network.protocol.version': '1.1',
  };
}

function queueAttributes({ station, state }: Profile, random: Request['random']): Attributes {
  const age = 20 + random.integer(60) + (state.effect.queue ?? 0) * 120;
  return {
    'messaging.system': 'redis',
    'messaging.destination.name': station.name.replace('-worker', '-jobs'),
    'messaging.operation.type': 'process',
    'messaging.message.id': random.uuid(),
    'messaging.message.age_ms': age,
  };
}

/** Any pod answers; a request that is to fail is one that a failing pod got. */
function mannerFor({ random, culprit }: Request, { station, manners }: Profile): Manner {
  const usual = random.pick(manners);
  if (culprit !== station.name) return usual;
  let left = random.next() * manners.reduce((total, { errors }) => total + errors, 0);
  return manners.find(({ errors }) => (left -= errors) < 0) ?? usual;
}

function begin(request: Request, visit: Visit, profile: Profile): Caller {
  const { random, model } = request;
  const manner = mannerFor(request, profile);
  const route = routeFor(request);
  const { station } = profile;
  const libraries = LIBRARIES[station.language];
  const isServer = station.serves;
  const span = record(request, {
    name: isServer ? `${route.method} ${route.route}` : `process ${station.name.replace('-worker', '-jobs')}`,
    kind: isServer ? 'server' : 'consumer',
    parent: visit.parent,
    from: visit.from,
    pod: manner.pod,
    resource: resourceOf(model, profile, manner),
    library: (isServer ? libraries?.server : libraries?.queue) ?? '',
    attributes: isServer ? serverAttributes(profile, route, random) : queueAttributes(profile, random),
  });
  return { profile, manner, span, route };
}

/** How often a request makes this call; attempts that are given up are made in `callRepeatedly`. */
function timesOf({ perRequest, service }: Call, request: Request, { manner, profile }: Caller): number {
  const { culprit, random } = request;
  const repeated = profile.state.effect.calls ?? manner.effect.calls ?? 1;
  const times = Math.floor(perRequest / repeated + random.next());
  const isNeeded = culprit !== undefined && (REACH.get(service)?.has(culprit) ?? false);
  return isNeeded ? Math.max(1, times) : times;
}

/** Waits for a connection of the pool, which is a span when it is long enough to be seen. */
function waitForConnection(request: Request, { profile, manner, span }: Caller, from: number): number {
  const to = from + manner.waiting * spread(request) * 1000;
  if (to - from < 1) return from;
  const libraries = LIBRARIES[profile.station.language];
  const waiting = record(request, {
    name: 'pool.acquire',
    kind: 'internal',
    parent: span,
    from,
    pod: manner.pod,
    resource: resourceOf(request.model, profile, manner),
    library: libraries?.database ?? '',
    attributes: { 'db.client.connection.pool.name': 'app', 'db.system': 'postgresql' },
  });
  close(waiting, { from, to });
  return to;
}

/** Everything a request makes its server call, one after the other; gives up at the first failure. */
function callAll(request: Request, caller: Caller, { from, gap }: { from: number; gap: number }): Outcome {
  const { profile, route } = caller;
  const isLooping = profile.station.name === LOOPING.service && route.route === LOOPING.route;
  let [clock, place] = [from, 0];
  for (const call of profile.state.calls) {
    const extra = isLooping && call.service === 'postgres' ? LOOPING.lines : 0;
    const times = timesOf(call, request, caller) + extra;
    for (let index = 0; index < times; index++) {
      clock += place++ === 0 ? 0 : gap;
      const isRepeated = index > 0 && isStore(call) && times > 3;
      const outcome = callRepeatedly(request, caller, { call, from: clock, isRepeated });
      clock = outcome.to;
      if (outcome.failed) return { to: clock, failed: true };
    }
  }
  return { to: clock, failed: false };
}

const OWN_FAILURES: Record<string, { type: string; message: string }> = {
  go: {
    type: '*errors.errorString',
    message: 'internal error: runtime error: invalid memory address or nil pointer dereference',
  },
  node: { type: 'TypeError', message: "Cannot read properties of undefined (reading 'total')" },
};

/** What a pool that is empty says. */
const NO_CONNECTION = {
  type: 'PoolTimeoutError',
  message: 'timeout exceeded when trying to connect: connection pool exhausted',
};

function failsItself(request: Request, { fails, station, from }: Visit, manner: Manner): boolean {
  const isCulprit = request.culprit === station.name;
  if (isCulprit) request.culprit = undefined;
  const errors = failingAt(request.model, { name: station.name, errors: manner.errors }, from);
  return isCulprit || (fails ?? request.random.next() < errors);
}

const PASSED = { type: 'UpstreamError', message: 'upstream request failed' };

function ownFailure(
  { station }: Visit,
  { effect }: Manner,
  isStarved: boolean,
): { type: string; message: string } | undefined {
  const usual = isStarved ? NO_CONNECTION : OWN_FAILURES[station.language];
  return usual && { ...usual, message: effect.says ?? usual.message };
}

/** One request at one of its stations, with all that it causes. */
function serve(request: Request, visit: Visit): Answer {
  const profile = profileOf(request.segment, visit.station.name);
  if (!profile || profile.manners.length === 0) return { to: visit.from, failed: true, code: 503 };
  const caller = begin(request, visit, profile);
  const { manner, route, span } = caller;
  const itself = failsItself(request, visit, manner);
  const own = paceAt(request, visit.station.name, visit.from) * manner.own * route.weight * 1000;
  const waited = waitForConnection(request, caller, visit.from + own * 0.4);
  const isStarved = itself && (manner.effect.pool ?? 0) > 0.97;
  const called = isStarved
    ? { to: waited, failed: false }
    : callAll(request, caller, { from: waited, gap: own * 0.04 });
  const to = called.to + own * (called.failed ? 0.1 : 0.6);
  const missing = !itself && !called.failed && visit.parent === undefined && request.random.next() < 0.006;
  const code = called.failed ? 503 : itself ? 500 : missing ? 404 : route.method === 'POST' ? 201 : 200;
  const failure = called.failed ? PASSED : itself ? ownFailure(visit, manner, isStarved) : undefined;
  close(
    span,
    { from: visit.from, to },
    { attributes: visit.station.serves ? statusCodes(code) : {}, failure },
  );
  return { to, failed: failure !== undefined, code };
}

/** The trace of a request that was kept. Always the same for the same request. */
export function simulate(candidate: Candidate): Trace | undefined {
  const { key, model, segment, entry, at, why } = candidate;
  const seed = hash32(`${model.cluster.name}/${key.entry}/${key.slot}/${key.place}/trace`);
  const random = createRandom(seed);
  const culprit = why === 'failed' ? culpritOf(candidate, random.next()) : undefined;
  const request: Request = {
    model,
    segment,
    random,
    spans: [],
    slower: why === 'slow' ? 1.4 : 0,
    culprit,
    serve: (visit) => serve(request, visit),
  };
  serve(request, { station: entry, from: at });
  const [root] = request.spans;
  return root && traceOf(candidate, request.spans, root);
}

function traceOf({ key }: Candidate, spans: readonly Span[], root: Span): Trace {
  const start = Math.min(...spans.map((span) => span.start));
  const end = Math.max(...spans.map((span) => span.start + span.duration));
  let id: string | undefined;
  return {
    get id() {
      return (id ??= traceIdOf(key));
    },
    root,
    spans,
    start,
    duration: end - start,
  };
}
