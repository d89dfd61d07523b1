import type { Service } from '../kube/network-kinds.ts';
import type { KubeObject } from '../kube/types.ts';
import type { Cluster } from './cluster.ts';

function serviceAddress(cluster: Cluster): string {
  const used = new Set(cluster.store.list('services').map((service) => service.spec.clusterIP));
  for (;;) {
    const address = `10.96.${cluster.random.integer(256)}.${1 + cluster.random.integer(254)}`;
    if (!used.has(address)) return address;
  }
}

/** Gives a Service its cluster IP and node ports. Changes the object handed in. */
export function allocateNetwork(cluster: Cluster, object: KubeObject): void {
  if (object.kind !== 'Service') return;
  const { spec } = object as Service;
  if (spec.type === 'ExternalName') return;
  const before = cluster.store.get('services', object.metadata.namespace, object.metadata.name);
  spec.clusterIP ??= before?.spec.clusterIP ?? serviceAddress(cluster);
  spec.clusterIPs ??= [spec.clusterIP];
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') return;
  for (const port of spec.ports ?? []) port.nodePort ??= 30_000 + cluster.random.integer(2768);
}

/** The address of the nth pod ever started on a node. */
export function podAddress(podCidr: string, ordinal: number): string {
  const prefix = podCidr.split('.').slice(0, 3).join('.');
  return `${prefix}.${2 + (ordinal % 250)}`;
}
