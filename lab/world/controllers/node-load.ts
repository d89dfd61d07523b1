import type { Cluster } from '../engine/cluster.ts';
import { parseQuantity } from '../kube/quantity.ts';
import type { KubeObject, Pod, PodSpec } from '../kube/types.ts';

/** What the pods on a node have asked for. */
export interface NodeLoad {
  cpu: number;
  memory: number;
  pods: number;
}

export function requestsOf(spec: PodSpec): NodeLoad {
  const total = { cpu: 0, memory: 0, pods: 1 };
  for (const { resources } of spec.containers) {
    total.cpu += parseQuantity(resources?.requests?.cpu);
    total.memory += parseQuantity(resources?.requests?.memory);
  }
  for (const { resources } of spec.initContainers ?? []) {
    total.cpu = Math.max(total.cpu, parseQuantity(resources?.requests?.cpu));
    total.memory = Math.max(total.memory, parseQuantity(resources?.requests?.memory));
  }
  return total;
}

function counts(object: KubeObject | undefined): Pod | undefined {
  if (object?.kind !== 'Pod') return undefined;
  const pod = object as Pod;
  const over = pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
  return pod.spec.nodeName && !over ? pod : undefined;
}

function add(loads: Map<string, NodeLoad>, pod: Pod, sign: 1 | -1): void {
  const node = pod.spec.nodeName ?? '';
  const load = loads.get(node) ?? { cpu: 0, memory: 0, pods: 0 };
  const asked = requestsOf(pod.spec);
  load.cpu += sign * asked.cpu;
  load.memory += sign * asked.memory;
  load.pods += sign;
  loads.set(node, load);
}

/** The load of every node, kept up to date with each change of a pod. */
export function nodeLoads(cluster: Cluster): Map<string, NodeLoad> {
  const known = cluster.memory.get('node-loads') as Map<string, NodeLoad> | undefined;
  if (known) return known;
  const loads = new Map<string, NodeLoad>();
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
