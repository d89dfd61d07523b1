import type { Cluster } from '../engine/cluster.ts';
import { copyOf } from '../kube/json.ts';
import type { KubeObject } from '../kube/types.ts';

/** A file of a change as a unified diff without its head. */
export interface ChangedFile {
  path: string;
  patch: string;
}

/** A change that is no release of a service: how it is told by whoever makes it. */
export interface ChangePlan {
  namespace: string;
  service: string;
  kind: 'config' | 'feature-flag' | 'migration' | 'infrastructure' | 'dependency';
  /** As the title of its pull request. */
  title: string;
  body?: string;
  /** Login of the author; somebody of the service's team when left out. */
  author?: string;
  files: ChangedFile[];
  /** With 'hand' nobody wrote it down: the cluster differs from what Git says. */
  via?: 'git' | 'hand';
  /** Objects that were changed by it, already as they are to be. */
  objects?: { resource: string; namespace: string; name: string }[];
}

/** A change with its time. */
export interface DeclaredChange extends ChangePlan {
  id: string;
  at: number;
  /** When it was taken back. */
  revertedAt?: number;
  /** What its objects were to be. */
  wanted: KubeObject[];
}

const KEY = 'declared-changes';

/** Every change that was declared in a cluster, oldest first. */
export function changesOf(cluster: Cluster): readonly DeclaredChange[] {
  return (cluster.memory.get(KEY) as DeclaredChange[] | undefined) ?? [];
}

/**
 * Writes a change of configuration, a flag or the like into the company's history, after it was made: commit, pull request and
 * Argo CD's history follow from it. The result takes it back, as a revert that is written down too.
 */
export function declareChange(cluster: Cluster, plan: ChangePlan): () => void {
  const changes = [...changesOf(cluster)];
  const at = cluster.timeline.now();
  const wanted = (plan.objects ?? []).flatMap(({ resource, namespace, name }) => {
    const object = cluster.store.find(resource, namespace, name);
    return object ? [copyOf(object)] : [];
  });
  const change: DeclaredChange = {
    ...plan,
    at,
    wanted,
    id: `${cluster.name}/${plan.service}/${at}/${plan.kind}`,
  };
  cluster.memory.set(
    KEY,
    [...changes, change].sort((a, b) => a.at - b.at),
  );
  return () => {
    const now = cluster.timeline.now();
    const others = changesOf(cluster).filter((other) => other !== change);
    const taken = now > at ? [{ ...change, revertedAt: now }] : [];
    cluster.memory.set(
      KEY,
      [...others, ...taken].sort((a, b) => a.at - b.at),
    );
  };
}
