import type { z } from 'zod';
import type { KIND_SCHEMAS, WatchedKind } from './kinds.ts';

/** The trimmed object of a kind. */
export type ObjectOf<K extends WatchedKind> = z.output<(typeof KIND_SCHEMAS)[K]>;

/** Any trimmed object. */
export type AnyObject = ObjectOf<WatchedKind>;

/** What may not be seen, or could not be read: an answer must not treat it as absent. */
export interface Unseen {
  kind: WatchedKind;
  /** Undefined: in no namespace, but for those of `exceptIn`. */
  namespace?: string;
  /** The namespaces in which the kind is seen all the same; others may exist. */
  exceptIn?: string[];
  reason: 'forbidden' | 'not-served' | 'unreachable' | 'not-yet-listed';
  /** One sentence in the user's words. */
  message: string;
}

/** Live CPU and memory of a pod or node, from the metrics API. */
export interface Usage {
  namespace: string;
  name: string;
  /** Cores. */
  cpu: number;
  /** Bytes. */
  memory: number;
  /** Of a pod only. */
  containers: { name: string; cpu: number; memory: number }[];
}

/** What is known of one cluster at one moment. Objects are immutable: a change replaces the object. */
export interface ClusterSnapshot {
  cluster: string;
  environment: string;
  /** Of the API server, such as v1.34.1; undefined when it could not be asked. */
  version?: string;
  /** Milliseconds since the epoch. */
  takenAt: number;
  /** The oldest moment at which a watched kind was known to be current; takenAt minus this is the staleness. */
  currentAsOf: number;
  /** Every kind has its list; empty when none, or when it is `unseen`. */
  objects: { readonly [K in WatchedKind]: readonly ObjectOf<K>[] };
  unseen: Unseen[];
}
