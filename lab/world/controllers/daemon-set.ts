import { itself, ownerOfKind, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { remove } from '../engine/delete.ts';
import { emit } from '../engine/events.ts';
import { safeHash } from '../engine/random.ts';
import { create, setStatus } from '../engine/write.ts';
import type { DaemonSet } from '../kube/workload-kinds.ts';
import { hasLabels } from '../kube/selectors.ts';
import type { Pod, PodSpec, Taint, Toleration } from '../kube/types.ts';
import { createPod, isReady, ownedBy, podsOf } from './owned.ts';
import { untolerated } from './taints.ts';

const COMPONENT = 'daemonset-controller';
const HASH = 'controller-revision-hash';

const ALWAYS_TOLERATED: Toleration[] = [
  'not-ready:NoExecute',
  'unreachable:NoExecute',
  'disk-pressure:NoSchedule',
  'memory-pressure:NoSchedule',
  'pid-pressure:NoSchedule',
  'unschedulable:NoSchedule',
].map((text) => {
  const [key, effect] = text.split(':');
  return { key: `node.kubernetes.io/${key ?? ''}`, operator: 'Exists', effect };
});

function tolerationsOf(set: DaemonSet): Toleration[] {
  return [...(set.spec.template.spec.tolerations ?? []), ...ALWAYS_TOLERATED];
}

function specFor(spec: PodSpec, node: string): PodSpec {
  const term = { matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }] };
  return {
    ...spec,
    tolerations: [...(spec.tolerations ?? []), ...ALWAYS_TOLERATED],
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] } },
    },
  };
}

function wantingNodes(cluster: Cluster, set: DaemonSet): Set<string> {
  const { nodeSelector = {} } = set.spec.template.spec;
  const tolerations = tolerationsOf(set);
  const keepsOut = (taint: Taint): boolean =>
    taint.effect !== 'PreferNoSchedule' && untolerated(taint, tolerations);
  const wanting = cluster.store
    .list('nodes')
    .filter(
      (node) => hasLabels(node.metadata.labels, nodeSelector) && !(node.spec.taints ?? []).some(keepsOut),
    );
  return new Set(wanting.map((node) => node.metadata.name));
}

function intendedNode(pod: Pod): string | undefined {
  const terms =
    pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return pod.spec.nodeName ?? terms[0]?.matchFields?.[0]?.values?.[0];
}

function revisionHash(cluster: Cluster, set: DaemonSet): string {
  const hash = safeHash(JSON.stringify(set.spec.template));
  const name = `${set.metadata.name}-${hash}`;
  const { namespace } = set.metadata;
  if (!cluster.store.get('controllerrevisions.apps', namespace, name)) {
    const known = cluster.store
      .dependents(set.metadata.uid)
      .filter((object) => object.kind === 'ControllerRevision');
    create(cluster, {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata: {
        name,
        namespace,
        labels: { ...set.spec.template.metadata?.labels, [HASH]: hash },
        ownerReferences: [ownedBy(set)],
      },
      data: { spec: { template: { ...set.spec.template, $patch: 'replace' } } },
      revision: known.length + 1,
    });
  }
  return hash;
}

function drop(cluster: Cluster, set: DaemonSet, pod: Pod): void {
  if (pod.metadata.deletionTimestamp) return;
  remove(cluster, pod);
  emit(cluster, {
    about: set,
    reason: 'SuccessfulDelete',
    message: `Deleted pod: ${pod.metadata.name}`,
    component: COMPONENT,
  });
}

function rollOn(cluster: Cluster, set: DaemonSet, hash: string): void {
  const pods = podsOf(cluster, set);
  const stale = pods.find((pod) => pod.metadata.labels?.[HASH] !== hash && !pod.metadata.deletionTimestamp);
  const busy = pods.some((pod) => pod.metadata.deletionTimestamp !== undefined || !isReady(pod));
  if (stale && (!busy || !isReady(stale))) drop(cluster, set, stale);
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const set = cluster.store.get('daemonsets.apps', namespace, name);
  if (!set || set.metadata.deletionTimestamp) return;
  const hash = revisionHash(cluster, set);
  const wanting = wantingNodes(cluster, set);
  const taken = new Set<string>();
  for (const pod of podsOf(cluster, set)) {
    const node = intendedNode(pod) ?? '';
    taken.add(node);
    if (!wanting.has(node) || pod.status.phase === 'Failed') drop(cluster, set, pod);
  }
  for (const node of wanting) if (!taken.has(node)) createOn(cluster, set, { node, hash });
  if (set.spec.updateStrategy?.type !== 'OnDelete') rollOn(cluster, set, hash);
  report(cluster, set, { hash, wanted: wanting.size });
}

function createOn(cluster: Cluster, set: DaemonSet, where: { node: string; hash: string }): void {
  createPod(cluster, set, {
    template: set.spec.template,
    labels: { [HASH]: where.hash, 'pod-template-generation': '1' },
    component: COMPONENT,
    changeSpec: (spec) => specFor(spec, where.node),
  });
}

function report(cluster: Cluster, set: DaemonSet, { hash, wanted }: { hash: string; wanted: number }): void {
  const pods = podsOf(cluster, set);
  const ready = pods.filter(isReady).length;
  const updated = pods.filter((pod) => pod.metadata.labels?.[HASH] === hash).length;
  setStatus(cluster, set, {
    currentNumberScheduled: Math.min(pods.length, wanted),
    numberMisscheduled: 0,
    desiredNumberScheduled: wanted,
    numberReady: ready,
    observedGeneration: set.metadata.generation,
    ...(updated > 0 ? { updatedNumberScheduled: updated } : {}),
    ...(ready > 0 ? { numberAvailable: ready } : {}),
    ...(wanted > ready ? { numberUnavailable: wanted - ready } : {}),
  });
}

/** Keeps one pod of a DaemonSet on every node that wants one. */
export const daemonSets: Controller = {
  name: COMPONENT,
  watches: {
    'daemonsets.apps': itself,
    pods: ownerOfKind('DaemonSet'),
    nodes: (change, cluster) => {
      const { previous, object } = change;
      if (
        previous &&
        JSON.stringify([previous.spec, previous.metadata.labels]) ===
          JSON.stringify([object.spec, object.metadata.labels])
      )
        return [];
      return cluster.store
        .list('daemonsets.apps')
        .map((set) => `${set.metadata.namespace ?? ''}/${set.metadata.name}`);
    },
  },
  reconcile,
};
