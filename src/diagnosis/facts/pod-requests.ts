import type { Container, Node, Pod } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { memoByIdentity } from './memo.ts';
import { isPodFinished } from './pod-status.ts';
import { parseQuantity } from './quantity.ts';

/** Amounts by resource name: cores, bytes, devices. */
export type Amounts = Record<string, number>;

function add(sum: Amounts, more: Amounts): Amounts {
  for (const [name, amount] of Object.entries(more)) sum[name] = (sum[name] ?? 0) + amount;
  return sum;
}

const requestsOf = ({ resources: { requests, limits } }: Container): Amounts =>
  Object.fromEntries(
    Object.entries({ ...limits, ...requests }).map(([name, text]) => [name, parseQuantity(text) ?? 0]),
  );

/** What the scheduler counts for a pod: containers and sidecars together, or the largest init container. */
export const podRequests: (pod: Pod) => Amounts = memoByIdentity(({ spec }: Pod) => {
  const sidecars = spec.initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  const sum = [...spec.containers, ...sidecars].map(requestsOf).reduce(add, {});
  for (const init of spec.initContainers.map(requestsOf)) {
    for (const [name, amount] of Object.entries(init)) sum[name] = Math.max(sum[name] ?? 0, amount);
  }
  return { ...sum, pods: 1 };
});

/** What a node offers and how much of it its pods have not asked for. */
export interface NodeRoom {
  node: Node;
  allocatable: Amounts;
  free: Amounts;
}

/** The room left on a node, by requests. */
export function roomOn(index: ClusterIndex, node: Node): NodeRoom {
  const offered = Object.entries(node.status.allocatable);
  const allocatable = Object.fromEntries(offered.map(([name, text]) => [name, parseQuantity(text) ?? 0]));
  const used = index
    .podsOn(node.metadata.name)
    .filter((pod) => !isPodFinished(pod))
    .map(podRequests)
    .reduce(add, {});
  const free = Object.entries(allocatable).map(([name, amount]) => [name, amount - (used[name] ?? 0)]);
  return { node, allocatable, free: Object.fromEntries(free) as Amounts };
}
