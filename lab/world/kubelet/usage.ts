import type { Cluster } from '../engine/cluster.ts';
import { targetOf } from '../engine/faults.ts';
import { tagOf } from '../kube/image.ts';
import { hash32 } from '../engine/random.ts';
import { parseQuantity } from '../kube/quantity.ts';
import type { Container, Pod } from '../kube/types.ts';
import { containerStatus } from './pod-status.ts';
import { modelOf } from './model-of.ts';

/** What something uses: cores and bytes. */
export interface Usage {
  cpu: number;
  memory: number;
}

function wobble(text: string, now: number): number {
  return 0.95 + (hash32(`${text}${Math.floor(now / 30_000)}`) % 100) / 1000;
}

/** What a running container uses now; undefined when it does not run. */
export function containerUsage(cluster: Cluster, pod: Pod, container: Container): Usage | undefined {
  if (!containerStatus(pod, container.name)?.state.running) return undefined;
  const { uid } = pod.metadata;
  const target = targetOf(pod, { name: container.name, tag: tagOf(container.image) });
  const model = modelOf(container.image);
  const load = cluster.faults.striking('load', target).reduce((product, fault) => product * fault.factor, 1);
  const leak = cluster.faults.striking('memory', target)[0]?.bytes;
  const limits = container.resources?.limits ?? {};
  const noise = wobble(uid + container.name, cluster.timeline.now());
  return {
    cpu: Math.min(model.cpuCores * load * noise, parseQuantity(limits.cpu) || Infinity),
    memory: Math.min((leak ?? model.memoryBytes) * noise, (parseQuantity(limits.memory) || Infinity) * 0.97),
  };
}

export function podUsage(cluster: Cluster, pod: Pod): Usage {
  const parts = pod.spec.containers.map((container) => containerUsage(cluster, pod, container));
  return parts.reduce<Usage>(
    (total, part) => ({ cpu: total.cpu + (part?.cpu ?? 0), memory: total.memory + (part?.memory ?? 0) }),
    { cpu: 0, memory: 0 },
  );
}

/** Whether the metrics server has anybody to answer for it. */
export function metricsServed(cluster: Cluster): boolean {
  return cluster.store
    .list('endpointslices.discovery.k8s.io', 'kube-system')
    .filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === 'metrics-server')
    .some((slice) => slice.endpoints.some((endpoint) => endpoint.conditions.ready));
}
