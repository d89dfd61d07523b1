import { hash32 } from '../../engine/random.ts';
import type { AppModel } from '../../kubelet/app-model.ts';
import { counted, latencyIn, rateAt, stateIn } from '../../prometheus/series/pod-work.ts';
import type { Process } from '../../prometheus/series/pod-work.ts';
import { USUAL_ERRORS } from '../../signals/state.ts';
import type { StationState } from '../../signals/state.ts';
import { crossings } from './crossings.ts';
import { failureIn, NOISE } from './menu.ts';
import { requestId, writeSaying } from './speech.ts';
import type { Saying } from './speech.ts';
import type { Line } from './storage.ts';
import { levelOf } from './level.ts';

const SLOW_SECONDS = 1;
const SPREAD = 0.62;
const WARN_EVERY = 30_000;
const LONGEST_DELAY = 20_000;
const NOISE_SLOT = 20 * 60_000;
const ROUTES = ['GET /items', 'GET /items/{id}', 'POST /items'];

/** The share of requests that take longer than a second. */
function slowShare({ latency }: StationState): number {
  const share = 1 / (1 + Math.exp((1.702 * Math.log(SLOW_SECONDS / latency)) / SPREAD));
  return share < 1e-3 ? share / 10 : share;
}

interface Kind {
  share: (state: StationState) => number;
  say: (process: Process, state: StationState, at: number) => Omit<Saying, 'at'>;
}

function requestOf({ pod }: Process, at: number, what: string) {
  const seed = hash32(`${pod.uid}/${what}/${at}`);
  return {
    seed,
    request_id: requestId(`${seed}`),
    route: ROUTES[seed % 8 < 5 ? 0 : seed % 8 < 7 ? 1 : 2] ?? '',
  };
}

const failed: Kind = {
  share: ({ ownErrors }) => ownErrors,
  say(process, state, at) {
    const { seed, request_id, route } = requestOf(process, at, 'failed');
    const { message, stack } = failureIn(process.station, state, seed);
    const fields = {
      route,
      status: 500,
      request_id,
      duration_ms: Math.round(latencyIn(process, at) * (700 + (seed % 900))),
    };
    return {
      level: 'error',
      message: `${route} failed: ${message}`,
      fields,
      ...(stack.length > 0 ? { stack } : {}),
    };
  },
};

/** Those it calls that fail it, each as often as it does. */
function culprits(
  process: Process,
  own: StationState,
  at: number,
): { target: string; why: string; weight: number }[] {
  const states = process.segments.find(({ from, to }) => at >= from && at < to)?.state;
  return own.calls.map(({ service, perRequest }) => {
    const away = own.unreachable.get(service);
    const callee = states?.get(service);
    const failing = callee ? Math.max(0, callee.ownErrors + callee.calleeErrors - USUAL_ERRORS) : 0;
    const share = away === undefined ? failing : 1;
    const why = away ?? 'upstream answered 503 Service Unavailable';
    return { target: service, why, weight: Math.min(1, perRequest) * share };
  });
}

/** Who of those it calls is to blame for a failed request, and what the caller sees of it. */
function blamed(process: Process, own: StationState, { seed, at }: { seed: number; at: number }) {
  const all = culprits(process, own, at);
  let left = ((seed % 1000) / 1000) * all.reduce((total, { weight }) => total + weight, 0);
  const found = all.find(({ weight }) => (left -= weight) < 0 && weight > 0);
  return found ?? { target: all[0]?.target ?? 'upstream', why: 'upstream answered 503 Service Unavailable' };
}

const passedOn: Kind = {
  share: ({ calleeErrors }) => calleeErrors,
  say(process, state, at) {
    const { seed, request_id, route } = requestOf(process, at, 'passed-on');
    const { target, why } = blamed(process, state, { seed, at });
    const fields = { route, status: 503, target, request_id };
    return { level: 'error', message: `${route} failed: request to ${target} failed: ${why}`, fields };
  },
};

const slow: Kind = {
  share: slowShare,
  say(process, _state, at) {
    const latency = latencyIn(process, at);
    const { seed, request_id, route } = requestOf(process, at, 'slow');
    const duration_ms = Math.round(Math.max(SLOW_SECONDS, latency * (1 + (seed % 100) / 90)) * 1000);
    return {
      level: 'warn',
      message: `slow request: ${route} took ${duration_ms}ms`,
      fields: { route, status: 200, duration_ms, request_id },
    };
  },
};

const KINDS = [failed, passedOn, slow];

/** Things an application complains of again and again while they last. */
function standing({ effect }: StationState): string | undefined {
  const { pool = 0, queue = 0, lookup = 0, memory } = effect;
  if (queue > 20) return `queue depth ${Math.round(queue)}: consumers cannot keep up`;
  if (pool > 0.9)
    return `connection pool nearly exhausted: ${Math.round(Math.min(1, pool) * 20)} of 20 in use`;
  if (lookup > 0.2) return `slow name resolution: lookups take ${Math.round(lookup * 1000)}ms`;
  if (memory !== undefined) return `heap usage ${Math.round(memory / 2 ** 20)}Mi and growing`;
  return undefined;
}

function onGrid(from: number, to: number, { every, seed }: { every: number; seed: string }): number[] {
  const offset = hash32(seed) % every;
  const first = Math.ceil((from - offset) / every) * every + offset;
  return Array.from(
    { length: Math.max(0, Math.ceil((to - first) / every)) },
    (_, index) => first + index * every,
  );
}

function warnings(process: Process, from: number, to: number): Saying[] {
  const { uid } = process.pod;
  const standingOnes = onGrid(from, to, { every: WARN_EVERY, seed: uid }).flatMap((at): Saying[] => {
    const state = stateIn(process, at);
    const message = state && standing(state);
    return message === undefined ? [] : [{ at, level: 'warn', message, fields: {} }];
  });
  const noise = onGrid(from, to, { every: NOISE_SLOT, seed: `${uid}/noise` }).flatMap((at): Saying[] => {
    const seed = hash32(`${uid}/${at}`);
    if (seed % 3 > 0) return [];
    return [{ at, level: 'warn', message: NOISE[(seed >>> 3) % NOISE.length] ?? '', fields: {} }];
  });
  return [...standingOnes, ...noise];
}

const counters = new WeakMap<Process, ((time: number) => number)[]>();

function countersOf(process: Process): ((time: number) => number)[] {
  let known = counters.get(process);
  if (!known)
    counters.set(process, (known = KINDS.map(({ share }) => counted(process, share, { whole: true }))));
  return known;
}

/** When a counter's requests end: a little after it has counted them, by chance. */
function momentsOf(
  { pod, run }: Process,
  counter: (time: number) => number,
  { from, to }: { from: number; to: number },
): number[] {
  return crossings(counter, Math.max(run.from, from - LONGEST_DELAY), to)
    .map((at) => at + (hash32(`${pod.uid}/${at}`) % LONGEST_DELAY))
    .filter((at) => at >= from && at < to);
}

/** What a process says beyond its ordinary chatter: as many errors as its metrics count, slow requests, warnings. */
export function processLines(
  process: Process,
  speaks: AppModel['speaks'],
  window: { from: number; to: number },
): Line[] {
  const from = Math.max(window.from, process.run.from);
  const to = Math.min(window.to, process.run.to);
  if (from >= to) return [];
  const sayings = countersOf(process).flatMap((counter, index) =>
    momentsOf(process, counter, { from, to }).flatMap((at): Saying[] => {
      const state = stateIn(process, at);
      const kind = KINDS[index];
      return state && kind ? [{ at, ...kind.say(process, state, at) }] : [];
    }),
  );
  return [...sayings, ...warnings(process, from, to)].map((saying) => {
    const text = writeSaying(speaks, saying);
    return { at: saying.at, text, metadata: { detected_level: levelOf(text) } };
  });
}

/** About how many lines that are. */
export function processLineCount(process: Process, window: { from: number; to: number }): number {
  const from = Math.max(window.from, process.run.from);
  const to = Math.min(window.to, process.run.to);
  if (from >= to || rateAt(process, from) < 0) return 0;
  return countersOf(process).reduce((total, counter) => total + counter(to) - counter(from), 0);
}
