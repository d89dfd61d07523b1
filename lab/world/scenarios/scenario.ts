import type { Cluster } from '../engine/cluster.ts';
import type { Random } from '../engine/random.ts';
import type { Stage } from './stage.ts';

/** What a scenario will do to one cluster, decided but not yet done. */
export interface Strike {
  namespace: string;
  /** The objects a person would name, as Kind/name. */
  objects: string[];
  inject(stage: Stage): void;
}

/** One fault that can be put into the company and taken out again. */
export interface Scenario {
  id: string;
  title: string;
  kind: string;
  /** How long ago it began when it is injected with settled symptoms. */
  beganMinutesAgo?: number;
  /** Chooses what to strike. */
  aim(cluster: Cluster, random: Random): Strike;
}
