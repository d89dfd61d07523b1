import type { Pod } from '../kube/types.ts';
import type { SignalEffect } from '../signals/effect.ts';

/** What can be wrong behind the API's back. `app` is the value of the pods' `app` or `k8s-app` label. */
export type Fault =
  | { type: 'memory'; namespace: string; app: string; container?: string; bytes: number; afterMs: number }
  | {
      type: 'crash';
      namespace: string;
      app: string;
      container?: string;
      /** Strikes only containers of this image tag. */
      tag?: string;
      exitCode: number;
      afterMs: number;
      logs: string[];
    }
  | { type: 'unready'; namespace: string; app: string; failure: string; logs: string[] }
  | { type: 'load'; namespace: string; app: string; factor: number }
  /** Seen in metrics, traces and logs alone. */
  | {
      type: 'signal';
      namespace: string;
      app: string;
      tag?: string;
      /** Strikes only this pod. */
      inPod?: string;
      effect: SignalEffect;
      /** How long it takes to reach its full size. */
      rampMs?: number;
    }
  /** A machine that misbehaves without the API knowing, and what every pod on it suffers. */
  | {
      type: 'machine';
      node: string;
      /** Share of its CPU that something takes. */
      cpu?: number;
      /** Share of its disk that fills up over the next hour. */
      disk?: number;
      /** Packets that are lost a second. */
      drops?: number;
      /** Seconds by which its clock is wrong. */
      clock?: number;
      effect: SignalEffect;
    }
  /** Names are looked up slowly everywhere: seconds more for each call. */
  | { type: 'slow-names'; seconds: number }
  | { type: 'node-down'; node: string }
  | { type: 'disk-pressure'; node: string };

type FaultOf<T extends Fault['type']> = Extract<Fault, { type: T }>;

/** A fault with the time it was in force. */
export interface FaultSpan {
  fault: Fault;
  from: number;
  to?: number;
}

/** The faults in force, by id. */
export interface FaultBoard {
  set(id: string, fault: Fault): void;
  clear(id: string): void;
  /** Every fault there was, those in force without an end. */
  history(): readonly FaultSpan[];
  of<T extends Fault['type']>(type: T): FaultOf<T>[];
  /** Faults of a type that strike this container of this app. */
  striking<T extends 'memory' | 'crash' | 'unready' | 'load'>(type: T, target: FaultTarget): FaultOf<T>[];
}

export interface FaultTarget {
  namespace: string | undefined;
  app: string | undefined;
  container?: string;
  tag?: string;
}

/** A pod, or one of its containers, as faults see it. */
export function targetOf(pod: Pod, container?: { name: string; tag: string }): FaultTarget {
  const { namespace, labels } = pod.metadata;
  return {
    namespace,
    app: labels?.app ?? labels?.['k8s-app'],
    container: container?.name,
    tag: container?.tag,
  };
}

function strikes(fault: Fault, { namespace, app, container, tag }: FaultTarget): boolean {
  if (!('app' in fault) || fault.namespace !== namespace || fault.app !== app) return false;
  if ('tag' in fault && fault.tag !== undefined && fault.tag !== tag) return false;
  return !('container' in fault) || fault.container === undefined || fault.container === container;
}

const MOST_SPANS = 500;

export function createFaultBoard(now: () => number): FaultBoard {
  const faults = new Map<string, Fault>();
  const spans: (FaultSpan & { id: string })[] = [];
  const end = (id: string): void => {
    const open = spans.find((span) => span.id === id && span.to === undefined);
    if (open) open.to = Math.max(open.from, now());
  };
  function of<T extends Fault['type']>(type: T): FaultOf<T>[] {
    return [...faults.values()].filter((fault): fault is FaultOf<T> => fault.type === type);
  }
  return {
    of,
    history: () => spans,
    set(id, fault) {
      end(id);
      faults.set(id, fault);
      spans.push({ id, fault, from: now() });
      if (spans.length > MOST_SPANS) spans.shift();
    },
    clear(id) {
      end(id);
      faults.delete(id);
    },
    striking: (type, target) => (faults.size === 0 ? [] : of(type).filter((fault) => strikes(fault, target))),
  };
}
