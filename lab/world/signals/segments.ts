import type { Cluster } from '../engine/cluster.ts';
import type { Kinds } from '../kube/kinds.ts';
import { episodesOf, momentsOf } from './effects.ts';
import type { Episode } from './effects.ts';
import type { Journal, Life } from './journal.ts';
import { versionAt } from './journal.ts';
import type { PodLife } from './pod-life.ts';
import { stateAt } from './state.ts';
import type { State } from './state.ts';

/** A stretch of time in which nothing that matters to traffic changes. */
export interface Segment {
  from: number;
  to: number;
  state: State;
}

const GRID = 5_000;
const HISTORY = 14 * 86_400_000;

const SHAPING = [
  'services',
  'endpointslices.discovery.k8s.io',
  'networkpolicies.networking.k8s.io',
  'deployments.apps',
  'statefulsets.apps',
] as const;

/** The cluster as it was at a moment, as far as the journal goes. */
function clusterAt(cluster: Cluster, journal: Journal, time: number): Cluster {
  const known = new Map<string, unknown[]>();
  const listed = (resource: (typeof SHAPING)[number] | 'pods'): unknown[] => {
    let objects = known.get(resource);
    if (!objects) {
      const lives = journal.lives(resource) as Life<unknown>[];
      objects = lives.map((life) => versionAt(life, time)).filter((object) => object !== undefined);
      known.set(resource, objects);
    }
    return objects;
  };
  const past = (resource: string): resource is (typeof SHAPING)[number] | 'pods' =>
    resource === 'pods' || (SHAPING as readonly string[]).includes(resource);
  const list = <K extends keyof Kinds>(resource: K, namespace?: string): Kinds[K][] => {
    if (!past(resource)) return cluster.store.list(resource, namespace);
    const all = listed(resource) as Kinds[K][];
    return namespace === undefined ? all : all.filter(({ metadata }) => metadata.namespace === namespace);
  };
  const get = <K extends keyof Kinds>(resource: K, namespace: string | undefined, name: string) =>
    past(resource)
      ? list(resource, namespace).find(({ metadata }) => metadata.name === name)
      : cluster.store.get(resource, namespace, name);
  return { ...cluster, store: { ...cluster.store, list, get } };
}

function boundaries(journal: Journal, pods: readonly PodLife[], episodes: readonly Episode[]): number[] {
  const shaping = SHAPING.flatMap((resource) =>
    (journal.lives(resource) as Life<unknown>[]).flatMap(({ versions, goneAt }) => [
      ...versions.map(({ from }) => from),
      ...(goneAt === undefined ? [] : [goneAt]),
    ]),
  );
  const readiness = pods.flatMap(({ ready }) => ready.flatMap(({ from, to }) => [from, to]));
  return [...shaping, ...readiness, ...episodes.flatMap(momentsOf)].filter(Number.isFinite);
}

/** The segments of the last two weeks, oldest first; `kept` are those of before that still hold. */
export function segmentsOf(
  from: { cluster: Cluster; journal: Journal; pods: readonly PodLife[] },
  kept: readonly Segment[],
): Segment[] {
  const { cluster, journal, pods } = from;
  const episodes = episodesOf(cluster.faults.history());
  const now = cluster.timeline.now();
  const grid = boundaries(journal, pods, episodes)
    .map((time) => Math.ceil(time / GRID) * GRID)
    .filter((time) => time > now - HISTORY && time <= now + GRID);
  const starts = [...new Set([-Infinity, ...grid])].sort((a, b) => a - b);
  const known = new Map(kept.map((segment) => [`${segment.from}/${segment.to}`, segment]));
  return starts.map((start, index) => {
    const to = starts[index + 1] ?? Infinity;
    const time = start === -Infinity ? now - HISTORY : start;
    return (
      known.get(`${start}/${to}`) ?? {
        from: start,
        to,
        state: stateAt({ time, cluster: clusterAt(cluster, journal, time), pods, episodes }),
      }
    );
  });
}
