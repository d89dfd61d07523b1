import { circumstancesAt } from './circumstances.ts';
import type { Circumstances, Moment } from './circumstances.ts';
import type { SignalEffect } from './effect.ts';
import type { Call, Station } from './graph.ts';
import type { PodLife } from './pod-life.ts';
import { isUneven, sufferedBy } from './suffer.ts';
import { trafficOf } from './traffic.ts';

/** How requests fare at an application, or at one of its pods. */
interface Work {
  /** Share of its answers that are errors: its own fault, and its callees'. */
  ownErrors: number;
  calleeErrors: number;
  /** Seconds in the middle of the distribution of its answers. */
  latency: number;
  /** Seconds of its own work alone, part of the latency. */
  own: number;
  /** The latency by whose work it is: its own, and that of all whom it waits for. */
  parts: ReadonlyMap<string, number>;
  effect: SignalEffect;
}

/** How one application does in a stretch of time in which nothing changes. */
export interface StationState extends Work {
  /** How many times the usual traffic comes in, faults included; 0 when nobody can be asked. */
  traffic: number;
  /** What it calls for each request, faults included. */
  calls: readonly Call[];
  ready: PodLife[];
  /** Replicas it should have, and how many of them its usual traffic needs. */
  desired: number;
  usual: number;
  /** Callees it cannot reach, with what its runtime says about it. */
  unreachable: Map<string, string>;
  /** How each pod does, by uid, where they do not all do alike. */
  byPod?: ReadonlyMap<string, Work>;
}

export type State = ReadonlyMap<string, StationState>;

/** Share of requests that fail through a service itself when nothing is wrong. */
export const USUAL_ERRORS = 0.0012;
const USUAL_USE = 0.38;
/** With so many requests worked on side by side hardly anybody waits before most of them are taken. */
const WORKERS = 3;
const TIMEOUT_SECONDS = 1.6;

/** How callees' troubles reach their caller. */
function fromCallees(
  { calls, unreachable, effect }: Circumstances,
  states: ReadonlyMap<string, StationState>,
): { errors: number; seconds: number; parts: Map<string, number> } {
  const parts = new Map<string, number>();
  let errors = 0;
  let seconds = 0;
  for (const { service, perRequest } of calls) {
    const callee = states.get(service);
    const share = Math.min(1, perRequest);
    const failure = unreachable.get(service);
    seconds += perRequest * (effect.lookup ?? 0);
    if (failure !== undefined || !callee) {
      errors += failure === undefined ? 0 : share;
      seconds += failure?.includes('ETIMEDOUT') ? TIMEOUT_SECONDS * share : 0;
      continue;
    }
    errors += share * (callee.ownErrors + callee.calleeErrors - USUAL_ERRORS) * 0.9;
    seconds += perRequest * callee.latency * 1.1;
    for (const [of, part] of callee.parts) parts.set(of, (parts.get(of) ?? 0) + perRequest * part * 1.1);
  }
  return { errors: Math.min(0.98, Math.max(0, errors)), seconds, parts };
}

/** How many times longer a request takes because it waits for a connection of the pool. */
export function poolDelay({ pool = 0 }: SignalEffect): number {
  return pool > 0.9 ? 1 + (Math.min(pool, 1) - 0.9) * 90 : 1;
}

function ownLatency(station: Station, effect: SignalEffect, load: number): number {
  const use = Math.min(0.96, USUAL_USE * load * (effect.cpu ?? 1));
  const crowd = (1 - USUAL_USE ** WORKERS) / (1 - use ** WORKERS);
  return (
    station.latency * (effect.latency ?? 1) * crowd * poolDelay(effect) * (1 + 2 * (effect.throttled ?? 0))
  );
}

/** Requests to a pod, as a multiple of the usual: fewer than usual do not make it faster. */
function loadOf({ usual, ready }: Circumstances, traffic: number): number {
  return Math.max(1, (Math.max(1, traffic) * usual) / Math.max(1, ready.length));
}

function workUnder(
  effect: SignalEffect,
  of: { station: Station; load: number; callees: ReturnType<typeof fromCallees> },
): Work {
  const { station, load, callees } = of;
  const pool = (effect.pool ?? 0) > 0.97 ? 0.08 : 0;
  const own = ownLatency(station, effect, load);
  return {
    ownErrors: Math.min(0.98, USUAL_ERRORS + (effect.errors ?? 0) + pool),
    calleeErrors: callees.errors,
    latency: own + callees.seconds,
    own,
    parts: new Map([...callees.parts, [station.name, own]]),
    effect,
  };
}

function stateOf(
  one: Circumstances,
  { traffic, time }: { traffic: number; time: number },
  states: ReadonlyMap<string, StationState>,
): StationState {
  const { station, effect, ready, desired, usual, calls, unreachable, episodes } = one;
  const under = { station, load: loadOf(one, traffic), callees: fromCallees(one, states) };
  const byPod = isUneven(ready, episodes, time)
    ? new Map(ready.map((pod) => [pod.uid, workUnder(sufferedBy([pod], episodes, time), under)]))
    : undefined;
  return { ...workUnder(effect, under), traffic, calls, ready, desired, usual, unreachable, byPod };
}

/** How every application does at a moment: traffic goes from caller to callee, troubles the other way. */
export function stateAt(moment: Moment): State {
  const known = circumstancesAt(moment);
  const traffic = trafficOf(known);
  const states = new Map<string, StationState>();
  for (const [name, one] of known)
    states.set(name, stateOf(one, { traffic: traffic.get(name) ?? 0, time: moment.time }, states));
  return states;
}
