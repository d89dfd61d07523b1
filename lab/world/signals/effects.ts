import type { Fault, FaultSpan } from '../engine/faults.ts';
import type { SignalEffect } from './effect.ts';

/** An effect with its time and its victims. */
export interface Episode {
  /** Of everything, when left out. */
  namespace?: string;
  app?: string;
  /** Only pods of this release, on this node, or of this name. */
  tag?: string;
  node?: string;
  pod?: string;
  from: number;
  to: number;
  /** Milliseconds until the effect is at its full size. */
  rampMs: number;
  effect: SignalEffect;
}

function effectOf(fault: Fault): SignalEffect | undefined {
  switch (fault.type) {
    case 'signal':
    case 'machine':
      return fault.effect;
    case 'load':
      return { traffic: fault.factor, throttled: fault.factor > 2 ? 0.35 : 0 };
    case 'memory':
      return { memory: fault.bytes, latency: 1.4 };
    case 'slow-names':
      return { lookup: fault.seconds };
    case 'unready':
    case 'crash':
    case 'node-down':
    case 'disk-pressure':
      return undefined;
  }
}

function victimsOf(fault: Fault): Pick<Episode, 'namespace' | 'app' | 'tag' | 'node' | 'pod'> {
  if (fault.type === 'machine') return { node: fault.node };
  if (!('app' in fault)) return {};
  const { namespace, app } = fault;
  if (fault.type !== 'signal') return { namespace, app, tag: 'tag' in fault ? fault.tag : undefined };
  return { namespace, app, tag: fault.tag, pod: fault.inPod };
}

/** What the faults of a cluster did and do to signals. */
export function episodesOf(faults: readonly FaultSpan[]): Episode[] {
  return faults.flatMap(({ fault, from, to = Infinity }) => {
    const effect = effectOf(fault);
    if (!effect) return [];
    const rampMs = fault.type === 'signal' ? (fault.rampMs ?? 0) : 0;
    return [{ ...victimsOf(fault), from, to, rampMs, effect }];
  });
}

const RAMP_STEPS = 8;

/** The moments at which an episode changes what is seen. */
export function momentsOf({ from, to, rampMs }: Episode): number[] {
  const steps = rampMs > 0 ? RAMP_STEPS : 0;
  const ramp = Array.from({ length: steps }, (_, index) => from + ((index + 1) * rampMs) / steps);
  return [from, ...ramp.filter((moment) => moment < to), ...(to === Infinity ? [] : [to])];
}

/** How much of an episode's effect is there at a moment, from 0 to 1. */
export function strengthAt({ from, to, rampMs }: Episode, time: number): number {
  if (time < from || time >= to) return 0;
  if (rampMs === 0) return 1;
  const steps = Math.floor(((time - from) / rampMs) * RAMP_STEPS) + 1;
  return Math.min(1, steps / RAMP_STEPS);
}
