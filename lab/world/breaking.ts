import { distance } from 'fastest-levenshtein';
import { createRandom, hash32 } from './engine/random.ts';
import type { Cluster } from './engine/cluster.ts';
import { MINUTE } from './kube/time.ts';
import { forgetWarnings, healScars } from './healing.ts';
import type { PodStatus } from './kube/types.ts';
import { SCENARIOS } from './scenarios/index.ts';
import type { Scenario, Strike, Truth } from './scenarios/scenario.ts';
import { createStage } from './scenarios/stage.ts';
import type { Stage } from './scenarios/stage.ts';

/** What a scenario is and what it strikes in this world. */
export interface ScenarioSummary {
  id: string;
  title: string;
  kind: string;
  cluster: string;
  namespace: string;
  objects: string[];
}

export interface BrokenScenario extends ScenarioSummary {
  /** What is right to say of it, where only telemetry shows it. */
  truth?: Truth;
  /** When the trouble began, ms since the epoch. */
  since: number;
}

interface Active {
  broken: BrokenScenario;
  cluster: Cluster;
  stage: Stage;
  before: Map<string, PodStatus>;
}

const BEGAN_AGO = 26;
const HEALS_WITHIN = 16 * MINUTE;

function scenarioNamed(id: string): Scenario {
  const found = SCENARIOS.find((scenario) => scenario.id === id);
  if (found) return found;
  const near = SCENARIOS.map((scenario) => scenario.id)
    .sort((a, b) => distance(a, id) - distance(b, id))
    .slice(0, 3);
  throw new Error(`there is no scenario "${id}"; did you mean ${near.join(', ')}?`);
}

function aim(scenario: Scenario, cluster: Cluster, seed: number): Strike {
  return scenario.aim(cluster, createRandom(hash32(`${seed}/${cluster.name}/${scenario.id}`)));
}

function summary(scenario: Scenario, cluster: Cluster, strike: Strike): ScenarioSummary {
  const { id, title, kind } = scenario;
  return { id, title, kind, cluster: cluster.name, namespace: strike.namespace, objects: strike.objects };
}

/** Does something in the past and lives through what follows, up to the present. */
function inThePast(cluster: Cluster, ago: number, act: () => void): void {
  const present = cluster.timeline.now();
  cluster.timeline.rewind(present - ago, 'cron/');
  act();
  cluster.timeline.runTo(present);
}

/** Breaks and mends the clusters of a world. */
export interface Breaker {
  scenarios: () => ScenarioSummary[];
  break(id: string, options?: { cluster?: string; settle?: boolean }): BrokenScenario;
  heal(id?: string): void;
  active: () => string[];
}

function clusterNamed(clusters: Cluster[], name: string | undefined): Cluster {
  const found = name === undefined ? clusters[0] : clusters.find((cluster) => cluster.name === name);
  if (found) return found;
  const names = clusters.map((cluster) => cluster.name).join(', ');
  throw new Error(`there is no cluster "${name ?? ''}"; there are ${names}`);
}

interface Blow {
  scenario: Scenario;
  cluster: Cluster;
  strike: Strike;
  settle: boolean;
}

function deliver({ scenario, cluster, strike, settle }: Blow): Active {
  const stage = createStage(cluster, scenario.id);
  const before = new Map(cluster.store.list('pods').map((pod) => [pod.metadata.uid, pod.status]));
  const ago = settle ? (strike.beganMinutesAgo ?? scenario.beganMinutesAgo ?? BEGAN_AGO) * MINUTE : 0;
  const { truth } = strike;
  const since = cluster.timeline.now() - ago;
  const broken = { ...summary(scenario, cluster, strike), ...(truth ? { truth } : {}), since };
  try {
    inThePast(cluster, ago, () => strike.inject(stage));
  } catch (error) {
    stage.mend();
    throw error;
  }
  return { broken, cluster, stage, before };
}

function mend({ cluster, stage, before, broken }: Active, others: Active[]): void {
  const objects = others
    .filter((other) => other.cluster === cluster)
    .flatMap((other) => other.broken.objects);
  const spared = new Set(objects.map((object) => object.slice(object.indexOf('/') + 1)));
  inThePast(cluster, HEALS_WITHIN, () => stage.mend());
  const recovery = { since: broken.since, before, spared };
  healScars(cluster, recovery);
  forgetWarnings(cluster, recovery);
  cluster.settle();
}

/** Breaks and mends these clusters; the seed decides what each scenario strikes. */
export function createBreaker(clusters: Cluster[], seed: number): Breaker {
  const active = new Map<string, Active>();
  return {
    scenarios: () =>
      SCENARIOS.flatMap((scenario) =>
        clusters.slice(0, 1).map((cluster) => summary(scenario, cluster, aim(scenario, cluster, seed))),
      ),
    active: () => [...new Set([...active.values()].map(({ broken }) => broken.id))],
    break(id, options = {}) {
      const scenario = scenarioNamed(id);
      const cluster = clusterNamed(clusters, options.cluster);
      const key = `${cluster.name}/${id}`;
      const known = active.get(key);
      if (known) return known.broken;
      const strike = aim(scenario, cluster, seed);
      const delivered = deliver({ scenario, cluster, strike, settle: options.settle !== false });
      active.set(key, delivered);
      return delivered.broken;
    },
    heal(id) {
      if (id !== undefined) scenarioNamed(id);
      for (const [key, entry] of [...active].reverse()) {
        if (id !== undefined && entry.broken.id !== id) continue;
        active.delete(key);
        mend(entry, [...active.values()]);
      }
    },
  };
}
