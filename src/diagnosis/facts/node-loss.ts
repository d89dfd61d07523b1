import type { Node, ObjectRef, Pod } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { matchesNodeRules, nodeRules, taintInWords, untoleratedTaints } from './node-fit.ts';
import { podRequests, roomOn } from './pod-requests.ts';
import type { Amounts } from './pod-requests.ts';
import { isPodFinished, isPodReady } from './pod-status.ts';
import { formatQuantity } from './quantity.ts';
import { refKey } from './refs.ts';
import { matchesSelector } from './selectors.ts';
import { joinWords } from './wording.ts';
import { workloadOf } from './workload.ts';

/** What the loss of one node would mean, as far as requests, rules and taints tell. */
export interface NodeLoss {
  /** Pods that their controllers would make anew elsewhere. */
  moved: Pod[];
  /** Of those, the pods that no other node would take now, each with why. */
  homeless: { pod: Pod; why: string }[];
  /** Workloads whose ready pods are all here: away until they start elsewhere. */
  alone: ObjectRef[];
  /** Pods that nothing makes anew. */
  bare: Pod[];
  /** Pods of DaemonSets and of the node itself, which go with it. */
  bound: Pod[];
}

interface Place {
  node: Node;
  free: Amounts;
  /** Pods that stand there, those put there in thought included. */
  pods: Pod[];
}

const ownerKind = ({ metadata }: Pod): string | undefined =>
  (metadata.ownerReferences.find(({ controller }) => controller) ?? metadata.ownerReferences[0])?.kind;

const isLive = (pod: Pod): boolean => !isPodFinished(pod) && pod.metadata.deletionTimestamp === undefined;

const isUp = ({ status }: Node): boolean =>
  status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True');

/** Whether the pod, or one that stands there, keeps apart from the other on one host. */
function keepsApart(pod: Pod, others: readonly Pod[]): boolean {
  const terms = pod.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  return terms.some(
    ({ labelSelector, topologyKey }) =>
      topologyKey === 'kubernetes.io/hostname' &&
      labelSelector !== undefined &&
      others.some(
        ({ metadata }) =>
          metadata.namespace === pod.metadata.namespace && matchesSelector(labelSelector, metadata.labels),
      ),
  );
}

const lackIn = (pod: Pod, { free }: Place): string | undefined =>
  Object.entries(podRequests(pod)).find(([name, amount]) => amount > 0 && (free[name] ?? 0) < amount)?.[0];

function put(pod: Pod, place: Place): void {
  place.pods.push(pod);
  for (const [name, amount] of Object.entries(podRequests(pod)))
    place.free[name] = (place.free[name] ?? 0) - amount;
}

/** Why no place takes a pod: cordons and taints, its own rules, apartness, or room. */
function refusal(pod: Pod, places: readonly Place[]): string {
  if (places.length === 0) return 'there is no other node that is ready';
  const open = places.filter(({ node }) => !node.spec.unschedulable);
  if (open.length === 0) return 'the other nodes are cordoned';
  const allowed = open.filter(({ node }) => matchesNodeRules(pod, node));
  if (allowed.length === 0) return `no other node meets ${nodeRules(pod).words}`;
  const tolerable = allowed.filter(({ node }) => untoleratedTaints(pod, node).length === 0);
  if (tolerable.length === 0) {
    const taints = allowed.flatMap(({ node }) => untoleratedTaints(pod, node)).map(taintInWords);
    return `it does not tolerate ${joinWords([...new Set(taints)])}`;
  }
  const apart = tolerable.filter(({ pods }) => !keepsApart(pod, pods));
  if (apart.length === 0) return 'it keeps apart from pods that run on every other node';
  const lack = apart.map((place) => lackIn(pod, place)).find((name) => name !== undefined) ?? 'room';
  const asked = podRequests(pod)[lack] ?? 0;
  return `no other node has ${lack === 'pods' ? 'room for one more pod' : `${formatQuantity(asked, lack)} of ${lack} free`}`;
}

const takes = (pod: Pod, place: Place): boolean =>
  !place.node.spec.unschedulable &&
  matchesNodeRules(pod, place.node) &&
  untoleratedTaints(pod, place.node).length === 0 &&
  !keepsApart(pod, place.pods) &&
  lackIn(pod, place) === undefined;

/** Puts pods elsewhere in thought, the largest first; gives those that find no place. */
function settle(index: ClusterIndex, lost: Node, pods: readonly Pod[]): NodeLoss['homeless'] {
  const places = index
    .list('Node')
    .filter((node) => node.metadata.name !== lost.metadata.name && isUp(node))
    .map((node) => ({
      node,
      free: { ...roomOn(index, node).free },
      pods: index.podsOn(node.metadata.name).filter(isLive),
    }));
  const size = (pod: Pod): number => podRequests(pod)['memory'] ?? 0;
  return [...pods]
    .sort((a, b) => size(b) - size(a))
    .flatMap((pod) => {
      const place = places.find((one) => takes(pod, one));
      if (place === undefined) return [{ pod, why: refusal(pod, places) }];
      put(pod, place);
      return [];
    });
}

function standingAlone(index: ClusterIndex, lost: Node, pods: readonly Pod[]): ObjectRef[] {
  const workloads = new Map(pods.map((pod) => workloadOf(index, pod)).map((ref) => [refKey(ref), ref]));
  const isElsewhere = (ref: ObjectRef): boolean =>
    index
      .inNamespace('Pod', ref.namespace)
      .some(
        (pod) =>
          pod.spec.nodeName !== lost.metadata.name &&
          isPodReady(pod) &&
          isLive(pod) &&
          refKey(workloadOf(index, pod)) === refKey(ref),
      );
  return [...workloads.values()].filter((ref) => !isElsewhere(ref));
}

/** What would happen if a node were gone: what moves, what finds no other place, what runs only there. Changes nothing. */
export function loseNode(index: ClusterIndex, node: Node): NodeLoss {
  const pods = index.podsOn(node.metadata.name).filter(isLive);
  const isBound = (pod: Pod) => ['DaemonSet', 'Node'].includes(ownerKind(pod) ?? '');
  const bare = pods.filter((pod) => ownerKind(pod) === undefined);
  const moved = pods.filter((pod) => !isBound(pod) && ownerKind(pod) !== undefined);
  const serving = moved.filter((pod) => ownerKind(pod) !== 'Job');
  return {
    moved,
    homeless: settle(index, node, moved),
    alone: standingAlone(index, node, [...serving, ...bare]),
    bare,
    bound: pods.filter(isBound),
  };
}
