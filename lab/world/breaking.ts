import { distance } from 'fastest-levenshtein';
import { createRandom, hash32 } from './engine/random.ts';
import { lastSeen } from './engine/events.ts';
import { setStatus } from './engine/write.ts';
import type { Cluster } from './engine/cluster.ts';
import { MINUTE } from './kube/time.ts';
import type { ContainerStatus, Pod, PodStatus } from './kube/types.ts';
import { SCENARIOS } from './scenarios/index.ts';
import type { Scenario, Strike } from './scenarios/scenario.ts';
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

function cleaned(status: ContainerStatus, before: ContainerStatus | undefined): ContainerStatus {
  return { ...status, restartCount: before?.restartCount ?? 0, lastState: before?.lastState ?? {} };
}

function isWell(pod: Pod): boolean {
  return (
    pod.status.phase === 'Running' && (pod.status.containerStatuses ?? []).every((status) => status.ready)
  );
}

/** Takes away the scars a mended fault left on pods that are well again. */
function healScars(cluster: Cluster, before: Map<string, PodStatus>): void {
  for (const pod of cluster.store.list('pods')) {
    const [owner] = pod.metadata.ownerReferences ?? [];
    const replaced = owner?.kind === 'ReplicaSet' || owner?.kind === 'DaemonSet';
    if (pod.status.phase === 'Failed' && replaced && !before.has(pod.metadata.uid))
      cluster.store.remove('pods', pod);
    else if (pod.status.reason === 'Evicted') cluster.store.remove('pods', pod);
    if (!isWell(pod)) continue;
    const old = before.get(pod.metadata.uid);
    const clean = (list: ContainerStatus[] | undefined, was: ContainerStatus[] | undefined) =>
      list?.map((status) =>
        cleaned(
          status,
          was?.find(({ name }) => name === status.name),
        ),
      );
    const containerStatuses = clean(pod.status.containerStatuses, old?.containerStatuses);
    const inits = clean(pod.status.initContainerStatuses, old?.initContainerStatuses);
    setStatus(cluster, pod, {
      ...pod.status,
      containerStatuses,
      ...(inits ? { initContainerStatuses: inits } : {}),
    });
  }
}

function forgetWarnings(cluster: Cluster, since: number): void {
  for (const event of cluster.store.list('events')) {
    if (event.type === 'Warning' && lastSeen(event) >= since - 1000) cluster.store.remove('events', event);
  }
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

export function createBreaker(clusters: Cluster[], seed: number): Breaker {
  const active = new Map<string, Active>();
  const clusterNamed = (name: string | undefined): Cluster => {
    const found = name === undefined ? clusters[0] : clusters.find((cluster) => cluster.name === name);
    if (!found)
      throw new Error(
        `there is no cluster "${name ?? ''}"; there are ${clusters.map((c) => c.name).join(', ')}`,
      );
    return found;
  };

  function mend({ cluster, stage, before, broken }: Active): void {
    active.delete(broken.id);
    inThePast(cluster, HEALS_WITHIN, stage.mend);
    healScars(cluster, before);
    forgetWarnings(cluster, broken.since);
    cluster.settle();
  }

  return {
    scenarios: () =>
      SCENARIOS.flatMap((scenario) =>
        clusters.slice(0, 1).map((cluster) => summary(scenario, cluster, aim(scenario, cluster, seed))),
      ),
    active: () => [...active.keys()],
    break(id, options = {}) {
      const scenario = scenarioNamed(id);
      const cluster = clusterNamed(options.cluster);
      const known = active.get(id);
      if (known) return known.broken;
      const strike = aim(scenario, cluster, seed);
      const stage = createStage(cluster, id);
      const before = new Map(cluster.store.list('pods').map((pod) => [pod.metadata.uid, pod.status]));
      const ago = options.settle === false ? 0 : (scenario.beganMinutesAgo ?? BEGAN_AGO) * MINUTE;
      const broken = { ...summary(scenario, cluster, strike), since: cluster.timeline.now() - ago };
      active.set(id, { broken, cluster, stage, before });
      inThePast(cluster, ago, () => strike.inject(stage));
      return broken;
    },
    heal(id) {
      if (id !== undefined) scenarioNamed(id);
      const wanted = [...active.values()].filter(({ broken }) => id === undefined || broken.id === id);
      for (const entry of wanted.reverse()) mend(entry);
    },
  };
}
