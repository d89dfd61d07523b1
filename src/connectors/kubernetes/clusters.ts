import { InputError, UpstreamError } from '#ground/errors';
import { createClient } from './client/client.ts';
import type { KubeClient } from './client/client.ts';
import type { ChosenCluster } from './kubeconfig/choose-clusters.ts';
import type { Log } from './log.ts';
import type { ClusterInfo } from './port.ts';
import { createDiscovery } from './reads/discovery.ts';
import type { Discovery } from './reads/discovery.ts';
import type { Timings } from './timings.ts';
import { ClusterCache } from './watch-cache/cluster-cache.ts';

/** A cluster with its client and cache; a context that cannot be used has neither. */
type Cluster = { chosen: ChosenCluster } & (
  | { usable: true; client: KubeClient; cache: ClusterCache; discovery: Discovery }
  | { usable: false; problem: string }
);

/** A cluster that can be spoken to. */
export type UsableCluster = Extract<Cluster, { usable: true }>;

/** All clusters by name. */
export interface Clusters {
  all: () => Cluster[];
  /**
   * By name or alias; the default one when no name is given. InputError `unknown-cluster` with the known names; UpstreamError
   * when its context cannot be used.
   */
  usable: (name: string | undefined) => UsableCluster;
  infos: () => ClusterInfo[];
}

/** What all clusters share. */
interface ClustersDeps {
  timings: Timings;
  now: () => number;
  random: () => number;
  log: Log;
  onChange: (cluster: string) => void;
}

/** Opens every chosen cluster; they are connected to in the background, each on its own. */
export function openClusters(chosen: ChosenCluster[], deps: ClustersDeps): Clusters {
  const clusters = new Map(chosen.map((one) => [one.name, open(one, deps)]));
  return {
    all: () => [...clusters.values()],
    infos: () => [...clusters.values()].map(infoOf),
    usable: (name) => {
      const cluster = find([...clusters.values()], name);
      if (cluster === undefined) throw unknownCluster(name ?? '', [...clusters.keys()]);
      if (cluster.usable) return cluster;
      const message = `${cluster.chosen.name} cannot be used: ${cluster.problem}.`;
      throw new UpstreamError({ code: 'cluster-unusable', message, retryable: false });
    },
  };
}

function find(clusters: Cluster[], name: string | undefined): Cluster | undefined {
  if (name === undefined) return clusters.find(({ chosen }) => chosen.isDefault) ?? clusters[0];
  const byName = clusters.find(({ chosen }) => chosen.name === name);
  return byName ?? clusters.find(({ chosen }) => chosen.aliases.includes(name));
}

function open(chosen: ChosenCluster, deps: ClustersDeps): Cluster {
  if (!chosen.access.ok) return { chosen, usable: false, problem: chosen.access.problem };
  const { timings, now, random, log } = deps;
  const client = createClient({ access: chosen.access, timings, now, random });
  const { name, environment, namespaces } = chosen;
  const onChange = () => deps.onChange(name);
  const cache = new ClusterCache({
    cluster: name,
    environment,
    client,
    namespaces,
    timings,
    now,
    random,
    log,
    onChange,
  });
  return { chosen, usable: true, client, cache, discovery: createDiscovery(client, now) };
}

function infoOf(cluster: Cluster): ClusterInfo {
  const { name, environment, aliases, isDefault } = cluster.chosen;
  const facts = { name, environment, aliases, isDefault };
  if (cluster.usable) return { ...facts, ...cluster.cache.health() };
  return {
    ...facts,
    state: 'unreachable',
    problem: `The context ${name} cannot be used: ${cluster.problem}.`,
  };
}

function unknownCluster(name: string, known: string[]): InputError {
  const list = known.length === 0 ? 'No cluster is connected.' : `Known: ${known.join(', ')}.`;
  const message = `There is no cluster called ${JSON.stringify(name.slice(0, 80))}. ${list}`;
  return new InputError({ code: 'unknown-cluster', message, faults: [{ at: 'cluster', problem: message }] });
}
