import type { Cluster } from '../engine/cluster.ts';
import type { Random } from '../engine/random.ts';
import type { Stage } from './stage.ts';

/** What is right to say of a scenario that only telemetry shows. */
export interface Truth {
  /** What a right answer names first, any of these; empty when nothing is wrong. */
  causes: string[];
  /** What kind of cause it is. */
  kind: string;
  /** Services whose users feel it, worst first; where nothing is wrong those that are asked about. */
  victims: string[];
  /** Whether people see errors or waiting. */
  feels: 'slow' | 'errors';
  /** What happened beside it and is innocent. */
  redHerrings: string[];
  /** It is over by the time that anybody asks. */
  isOver?: boolean;
}

/** What a scenario will do to one cluster, decided but not yet done. */
export interface Strike {
  namespace: string;
  /** The objects a person would name, as Kind/name. */
  objects: string[];
  /** Only of scenarios that telemetry alone shows. */
  truth?: Truth;
  /** How long ago it began, where that is not the same for every company. */
  beganMinutesAgo?: number;
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
