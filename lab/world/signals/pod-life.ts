import type { Container, Pod } from '../kube/types.ts';

/** A time in which something was so; `to` is Infinity while it lasts. */
export interface Interval {
  from: number;
  to: number;
}

/** One run of a container. */
export interface Run extends Interval {
  container: string;
  reason?: string;
  exitCode?: number;
}

/** A pod with its past. */
export interface PodLife extends Interval {
  namespace: string;
  name: string;
  uid: string;
  app: string;
  node: string;
  ip: string;
  owner: { kind: string; name: string };
  containers: Container[];
  runs: Run[];
  ready: Interval[];
  /** What the API said of it at a moment; a pod from before the journal has only its last word. */
  at: (time: number) => Pod | undefined;
  /** Everything the API ever said of it. */
  said: () => Pod[];
}
