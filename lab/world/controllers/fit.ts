import type { Cluster } from '../engine/cluster.ts';
import type { Node } from '../kube/cluster-kinds.ts';
import { parseQuantity } from '../kube/quantity.ts';
import { hasLabels, meetsAll, selects } from '../kube/selectors.ts';
import type { NodeSelectorTerm, Pod, PodAffinityTerm } from '../kube/types.ts';
import { nodeLoads, requestsOf } from './node-load.ts';
import { untolerated } from './taints.ts';

const ROUNDING = 1e-9;

function termMatches(node: Node, term: NodeSelectorTerm): boolean {
  const byField = (term.matchFields ?? []).every((field) =>
    (field.values ?? []).includes(node.metadata.name),
  );
  return byField && meetsAll(node.metadata.labels, term.matchExpressions ?? []);
}

function matchesAffinity(pod: Pod, node: Node): boolean {
  if (!hasLabels(node.metadata.labels, pod.spec.nodeSelector ?? {})) return false;
  const required = pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return !required || required.nodeSelectorTerms.some((term) => termMatches(node, term));
}

function insufficient(cluster: Cluster, pod: Pod, node: Node): string[] {
  const load = nodeLoads(cluster).get(node.metadata.name) ?? {};
  const scarce = Object.entries(requestsOf(pod.spec)).filter(([resource, asked]) => {
    const has = parseQuantity(node.status.allocatable[resource] ?? (resource === 'pods' ? '110' : '0'));
    return asked > 0 && asked > has - (load[resource] ?? 0) + ROUNDING;
  });
  return scarce.map(([resource]) => (resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`));
}

function neighbours(cluster: Cluster, pod: Pod, where: { node: Node; term: PodAffinityTerm }): boolean {
  const { node, term } = where;
  const domain = node.metadata.labels?.[term.topologyKey];
  if (domain === undefined) return false;
  const namespaces = term.namespaces ?? [pod.metadata.namespace ?? ''];
  return namespaces.some((namespace) =>
    cluster.store.list('pods', namespace).some((other) => {
      if (!other.spec.nodeName || other.metadata.uid === pod.metadata.uid) return false;
      if (!selects(term.labelSelector, other.metadata.labels)) return false;
      const home = cluster.store.get('nodes', undefined, other.spec.nodeName);
      return home?.metadata.labels?.[term.topologyKey] === domain;
    }),
  );
}

function unfriendly(cluster: Cluster, pod: Pod, node: Node): string | undefined {
  const near = pod.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  const apart = pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (near.some((term) => !neighbours(cluster, pod, { node, term })))
    return "node(s) didn't match pod affinity rules";
  const clash = apart.some((term) => neighbours(cluster, pod, { node, term }));
  return clash ? "node(s) didn't match pod anti-affinity rules" : undefined;
}

function volumeConflict(cluster: Cluster, pod: Pod, node: Node): boolean {
  return (pod.spec.volumes ?? []).some((volume) => {
    const name = volume.persistentVolumeClaim?.claimName;
    const claim =
      name === undefined
        ? undefined
        : cluster.store.get('persistentvolumeclaims', pod.metadata.namespace, name);
    const bound = claim?.spec.volumeName;
    const required =
      bound === undefined
        ? undefined
        : cluster.store.get('persistentvolumes', undefined, bound)?.spec.nodeAffinity?.required;
    return required !== undefined && !required.nodeSelectorTerms.some((term) => termMatches(node, term));
  });
}

/** Why a pod does not fit a node, in the scheduler's words; empty when it does. */
export function misfits(cluster: Cluster, pod: Pod, node: Node): string[] {
  const tolerations = pod.spec.tolerations ?? [];
  const cordoned = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
  if (node.spec.unschedulable && untolerated(cordoned, tolerations)) return ['node(s) were unschedulable'];
  const taint = (node.spec.taints ?? []).find(
    (t) => t.effect !== 'PreferNoSchedule' && untolerated(t, tolerations),
  );
  if (taint) return [`node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`];
  if (!matchesAffinity(pod, node)) return ["node(s) didn't match Pod's node affinity/selector"];
  const scarce = insufficient(cluster, pod, node);
  if (scarce.length > 0) return scarce;
  if (volumeConflict(cluster, pod, node)) return ['node(s) had volume node affinity conflict'];
  const social = unfriendly(cluster, pod, node);
  return social === undefined ? [] : [social];
}

/** Whether evicting others could make room, as far as the scheduler says so in its message. */
export function mightPreempt(reasons: string[]): boolean {
  return reasons.every((reason) => /^(Insufficient|Too many pods)|anti-affinity/.test(reason));
}
