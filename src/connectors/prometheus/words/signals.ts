import type { Unit } from '../chart/unit.ts';

/** What people ask for. */
export const SIGNALS = [
  'cpu',
  'cpu-saturation',
  'cpu-limit',
  'memory',
  'memory-saturation',
  'request-rate',
  'error-rate',
  'latency',
  'mean-latency',
  'in-flight',
  'restarts',
  'disk',
  'volume',
  'network-received',
  'network-sent',
  'connection-pool',
  'queue-depth',
] as const;
export type SignalName = (typeof SIGNALS)[number];

/** What can be looked at one by one, or chosen. */
export const DIMENSIONS = [
  'cluster',
  'namespace',
  'service',
  'pod',
  'container',
  'node',
  'volume',
  'route',
  'method',
  'code',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** The pieces an expression is made from, already in the words of the metrics. */
export interface Pieces {
  /** Demands, comma-separated, without braces; may be empty. */
  where: string;
  /** ` by (a, b)`, or empty for everything together. */
  by: string;
  /** Labels to group by, as a list. */
  groups: string[];
  /** What tells one container from all others: cluster, when there are several, namespace, pod, container. */
  container: string[];
  window: string;
  quantile: number;
}

/** How one kind of exporter tells a signal. */
export interface Convention {
  source: string;
  /** Metrics that must exist; the first is the one whose labels are looked at. */
  needs: readonly [string, ...string[]];
  unit: Unit;
  /** Tells an answer apart from others by its labels: the first that exists is used. */
  code?: readonly string[];
  write: (pieces: Pieces, code: string) => string;
  /** Only when this is what it is looked at by. */
  only?: readonly Dimension[];
}

/** `{a="b",c="d"}` from demands that may be empty. */
export function braces(...demands: string[]): string {
  const given = demands.filter((demand) => demand !== '');
  return given.length === 0 ? '' : `{${given.join(',')}}`;
}
