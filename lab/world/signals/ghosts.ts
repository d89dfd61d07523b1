import type { Cluster } from '../engine/cluster.ts';
import { createRandom, hash32 } from '../engine/random.ts';
import type { Pod } from '../kube/types.ts';
import type { ReplicaSet } from '../kube/workload-kinds.ts';
import type { Life } from './journal.ts';
import type { PodLife } from './pod-life.ts';

const ROLLOUT = 40_000;
const KEPT_FOR = 14 * 86_400_000;

function createdAt(set: ReplicaSet): number {
  return Date.parse(set.metadata.creationTimestamp);
}

interface Release {
  set: ReplicaSet;
  from: number;
  to: number;
}

/** Replica sets that were replaced, with the time they ran. */
function pastReleases(cluster: Cluster): Release[] {
  const byOwner = Map.groupBy(
    cluster.store.list('replicasets.apps'),
    ({ metadata }) => metadata.ownerReferences?.[0]?.uid ?? '',
  );
  return [...byOwner.values()].flatMap((sets) => {
    const sorted = [...sets].sort((a, b) => createdAt(a) - createdAt(b));
    return sorted.slice(0, -1).map((set, index) => {
      const next = sorted[index + 1] ?? set;
      return { set, from: createdAt(set), to: createdAt(next) + ROLLOUT };
    });
  });
}

function ghost({ set, from, to }: Release, index: number, nodes: readonly string[]): PodLife {
  const { namespace = '', name, labels } = set.metadata;
  const seed = hash32(`${namespace}/${name}/${index}`);
  const random = createRandom(seed);
  const { containers } = set.spec.template.spec;
  const started = from + 3_000 + index * 2_000;
  const ended = to - index * 5_000;
  return {
    namespace,
    name: `${name}-${random.suffix(5)}`,
    uid: random.uuid(),
    app: labels?.app ?? labels?.['k8s-app'] ?? name,
    node: nodes[seed % Math.max(1, nodes.length)] ?? '',
    ip: `10.244.${1 + (seed % 3)}.${20 + (seed % 200)}`,
    owner: { kind: 'ReplicaSet', name },
    containers,
    from,
    to: ended,
    runs: containers.map((container) => ({ container: container.name, from: started, to: ended })),
    ready: [{ from: started + 3_000, to: ended }],
    at: () => undefined,
    said: () => [],
  };
}

/** The pods of releases that were replaced before the journal began: made up, the same every time. */
export function ghostsOf(cluster: Cluster, lives: readonly Life<Pod>[]): PodLife[] {
  const seen = new Set(
    lives.map(({ versions }) => versions.at(-1)?.object.metadata.ownerReferences?.[0]?.name ?? ''),
  );
  const oldest = cluster.timeline.now() - KEPT_FOR;
  const nodes = cluster.store
    .list('nodes')
    .map(({ metadata }) => metadata.name)
    .filter((name) => name.includes('worker'));
  return pastReleases(cluster)
    .filter(({ set, to }) => to > oldest && !seen.has(set.metadata.name))
    .flatMap((release) => {
      const desired = Number(
        release.set.metadata.annotations?.['deployment.kubernetes.io/desired-replicas'] ?? 1,
      );
      return Array.from({ length: desired }, (_, index) => ghost(release, index, nodes));
    });
}
