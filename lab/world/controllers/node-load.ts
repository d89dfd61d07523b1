import type { Cluster } from '../engine/cluster.ts';
import { parseQuantity } from '../kube/quantity.ts';
import type { Container, KubeObject, Pod, PodSpec } from '../kube/types.ts';

/** Amounts by resource name, pods among them. */
export type Load = Record<string, number>;

function merge(into: Load, from: Load, combine: (a: number, b: number) => number): void {
  for (const [resource, amount] of Object.entries(from))
    into[resource] = combine(into[resource] ?? 0, amount);
}

function requestsOfContainer({ resources }: Container): Load {
  const entries = Object.entries(resources?.requests ?? {});
  return Object.fromEntries(entries.map(([resource, amount]) => [resource, parseQuantity(amount)]));
}

const asked = new WeakMap<PodSpec, Load>();

/** What a pod asks of its node. */
export function requestsOf(spec: PodSpec): Load {
  const known = asked.get(spec);
  if (known) return known;
  const total: Load = {};
  for (const container of spec.containers) merge(total, requestsOfContainer(container), (a, b) => a + b);
  for (const container of spec.initContainers ?? []) merge(total, requestsOfContainer(container), Math.max);
  total.pods = 1;
  asked.set(spec, total);
  return total;
}

function counts(object: KubeObject | undefined): Pod | undefined {
  if (object?.kind !== 'Pod') return undefined;
  const pod = object as Pod;
  const over = pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
  return pod.spec.nodeName && !over ? pod : undefined;
}

function add(loads: Map<string, Load>, pod: Pod, sign: 1 | -1): void {
  const node = pod.spec.nodeName ?? '';
  const load = loads.get(node) ?? {};
  merge(load, requestsOf(pod.spec), (a, b) => a + sign * b);
  loads.set(node, load);
}

/** The load of every node, kept up to date with each change of a pod. */
export function nodeLoads(cluster: Cluster): Map<string, Load> {
  const known = cluster.memory.get('node-loads') as Map<string, Load> | undefined;
  if (known) return known;
  const loads = new Map<string, Load>();
  for (const pod of cluster.store.list('pods')) if (counts(pod)) add(loads, pod, 1);
  cluster.store.subscribe((change) => {
    if (change.resource !== 'pods') return;
    const before = counts(change.previous);
    const after = change.type === 'DELETED' ? undefined : counts(change.object);
    if (before && after && before.spec === after.spec) return;
    if (before) add(loads, before, -1);
    if (after) add(loads, after, 1);
  });
  cluster.memory.set('node-loads', loads);
  return loads;
}
