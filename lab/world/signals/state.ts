import type { Cluster } from '../engine/cluster.ts';
import { tagOf } from '../kube/image.ts';
import { reachFailure } from '../kubelet/network.ts';
import { strengthAt } from './effects.ts';
import type { Episode } from './effects.ts';
import type { SignalEffect } from './effect.ts';
import { STATIONS, USUAL_RATE } from './graph.ts';
import type { Call, Station } from './graph.ts';
import { holds } from './pod-lives.ts';
import type { PodLife } from './pod-life.ts';

/** How one application does in a stretch of time in which nothing changes. */
export interface StationState {
  /** How many times the usual traffic comes in, faults included; 0 when nobody can be asked. */
  traffic: number;
  /** Share of its answers that are errors: its own fault, and its callees'. */
  ownErrors: number;
  calleeErrors: number;
  /** Seconds in the middle of the distribution of its answers. */
  latency: number;
  /** Seconds of its own work alone, part of the latency. */
  own: number;
  /** What it calls for each request, faults included. */
  calls: readonly Call[];
  ready: PodLife[];
  /** Replicas it should have. */
  desired: number;
  effect: SignalEffect;
  /** Callees it cannot reach, with what its runtime says about it. */
  unreachable: Map<string, string>;
}

export type State = ReadonlyMap<string, StationState>;

/** Share of requests that fail through a service itself when nothing is wrong. */
export const USUAL_ERRORS = 0.0012;
const USUAL_USE = 0.38;
const STORE_NAMES: ReadonlySet<string> = new Set(
  STATIONS.filter(({ language }) => language === 'store').map(({ name }) => name),
);
const TIMEOUT_SECONDS = 1.6;

/** What there was at a moment. */
export interface Moment {
  time: number;
  /** The cluster as it was. */
  cluster: Cluster;
  pods: readonly PodLife[];
  episodes: readonly Episode[];
}

function combined(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}

function effectOn(station: Station, { time, episodes }: Moment, ready: readonly PodLife[]): SignalEffect {
  let total: SignalEffect = {};
  for (const episode of episodes) {
    if (episode.app !== station.name || episode.namespace !== station.namespace) continue;
    const struck = episode.tag === undefined ? 1 : shareOfTag(ready, episode.tag);
    const strength = strengthAt(episode, time) * struck;
    if (strength === 0) continue;
    const scaled = (value: number | undefined, rest: number): number | undefined =>
      value === undefined ? undefined : rest + (value - rest) * strength;
    const { effect } = episode;
    total = {
      errors: combined(total.errors, scaled(effect.errors, 0)),
      latency: combined(total.latency, scaled(effect.latency, 1)),
      traffic: combined(total.traffic, scaled(effect.traffic, 1)),
      cpu: combined(total.cpu, scaled(effect.cpu, 1)),
      memory: combined(total.memory, effect.memory),
      pool: combined(total.pool, scaled(effect.pool, 0.2)),
      queries: combined(total.queries, scaled(effect.queries, 1)),
      queue: combined(total.queue, scaled(effect.queue, 0)),
      throttled: combined(total.throttled, scaled(effect.throttled, 0)),
    };
  }
  return total;
}

function shareOfTag(pods: readonly PodLife[], tag: string): number {
  const struck = pods.filter(({ containers }) => tagOf(containers[0]?.image ?? '') === tag);
  return pods.length === 0 ? 0 : struck.length / pods.length;
}

function desiredOf({ namespace, name }: Station, { cluster }: Moment): number {
  const workload =
    cluster.store.get('deployments.apps', namespace, name) ??
    cluster.store.get('statefulsets.apps', namespace, name);
  return Math.max(1, workload?.spec.replicas ?? 1);
}

function failureOf(call: Call, asker: PodLife | undefined, { cluster, time }: Moment): string | undefined {
  const pod = asker?.at(time);
  return pod ? reachFailure(cluster, pod, call) : undefined;
}

/** How callees' troubles reach their caller. */
function fromCallees(
  calls: readonly Call[],
  states: Map<string, StationState>,
  unreachable: Map<string, string>,
) {
  let errors = 0;
  let seconds = 0;
  for (const { service, perRequest } of calls) {
    const callee = states.get(service);
    const share = Math.min(1, perRequest);
    const failure = unreachable.get(service);
    if (failure !== undefined || !callee) {
      errors += failure === undefined ? 0 : share;
      seconds += failure?.includes('ETIMEDOUT') ? TIMEOUT_SECONDS * share : 0;
      continue;
    }
    errors += share * (callee.ownErrors + callee.calleeErrors - USUAL_ERRORS) * 0.9;
    seconds += perRequest * callee.latency * 1.1;
  }
  return { errors: Math.min(0.98, Math.max(0, errors)), seconds };
}

/** How many times longer a request takes because it waits for a connection of the pool. */
export function poolDelay({ pool = 0 }: SignalEffect): number {
  return pool > 0.9 ? 1 + (Math.min(pool, 1) - 0.9) * 90 : 1;
}

function callsOf({ calls }: Station, { queries = 1 }: SignalEffect): readonly Call[] {
  if (queries === 1) return calls;
  const isStore = ({ service }: Call): boolean => STORE_NAMES.has(service);
  return calls.map((call) => (isStore(call) ? { ...call, perRequest: call.perRequest * queries } : call));
}

function ownLatency(station: Station, effect: SignalEffect, load: number): number {
  const use = Math.min(0.96, USUAL_USE * load * (effect.cpu ?? 1));
  const crowd = (1 - USUAL_USE) / (1 - use);
  return (
    station.latency * (effect.latency ?? 1) * crowd * poolDelay(effect) * (1 + 2 * (effect.throttled ?? 0))
  );
}

function stateOf(station: Station, moment: Moment, states: Map<string, StationState>): StationState {
  const { time, pods } = moment;
  const own = pods.filter(({ app, namespace }) => app === station.name && namespace === station.namespace);
  const ready = own.filter((pod) => holds(pod.ready, time));
  const effect = effectOn(station, moment, ready);
  const asker = ready[0] ?? own.find(({ from, to }) => from <= time && time < to);
  const failures = station.calls.map((call) => [call.service, failureOf(call, asker, moment)] as const);
  const unreachable = new Map(failures.filter((entry): entry is [string, string] => entry[1] !== undefined));
  const calls = callsOf(station, effect);
  const callees = fromCallees(calls, states, unreachable);
  const desired = desiredOf(station, moment);
  const load = ((effect.traffic ?? 1) * desired) / Math.max(1, ready.length);
  const pool = (effect.pool ?? 0) > 0.97 ? 0.08 : 0;
  const worked = ownLatency(station, effect, load);
  return {
    traffic: ready.length === 0 ? 0 : (effect.traffic ?? 1),
    ownErrors: Math.min(0.98, USUAL_ERRORS + (effect.errors ?? 0) + pool),
    calleeErrors: callees.errors,
    latency: worked + callees.seconds,
    own: worked,
    calls,
    ready,
    desired,
    effect,
    unreachable,
  };
}

/** Gives callees the traffic that their callers really send. */
function passTrafficOn(states: Map<string, StationState>): void {
  const sent = new Map<string, number>();
  for (const caller of [...STATIONS].reverse()) {
    const state = states.get(caller.name);
    if (!state) continue;
    const usual = USUAL_RATE.get(caller.name) ?? 0;
    const factor = state.traffic === 0 ? 0 : (state.effect.traffic ?? 1);
    const inner = sent.get(caller.name) ?? 0;
    state.traffic = usual === 0 ? factor : (factor * (caller.outside + inner)) / usual;
    for (const { service, perRequest } of state.calls) {
      if (state.unreachable.has(service)) continue;
      sent.set(service, (sent.get(service) ?? 0) + state.traffic * usual * perRequest);
    }
  }
}

/** How every application does at a moment: troubles go from callee to caller, traffic the other way. */
export function stateAt(moment: Moment): State {
  const states = new Map<string, StationState>();
  for (const station of STATIONS) states.set(station.name, stateOf(station, moment, states));
  passTrafficOn(states);
  return states;
}
