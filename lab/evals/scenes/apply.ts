import type { World } from '#lab/world';
import type { Manifest } from './make.ts';

const PLURALS: Record<string, string> = {
  NetworkPolicy: 'networkpolicies',
  StorageClass: 'storageclasses',
  Ingress: 'ingresses',
};
const CLUSTER_SCOPED = new Set(['Namespace', 'StorageClass', 'PersistentVolume']);

function pathOf({ apiVersion, kind, metadata }: Manifest): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const plural = PLURALS[kind] ?? `${kind.toLowerCase()}s`;
  return CLUSTER_SCOPED.has(kind)
    ? `${root}/${plural}`
    : `${root}/namespaces/${metadata.namespace ?? 'default'}/${plural}`;
}

/** Creates objects over the world's own HTTP API, as kubectl would: defaulted, admitted, controlled. */
export async function create(world: World, cluster: string, objects: Manifest[]): Promise<void> {
  const door = world.clusters.find((one) => one.name === cluster);
  for (const object of objects) {
    const response = await fetch(`${door?.url ?? ''}${pathOf(object)}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${door?.token ?? ''}`, 'content-type': 'application/json' },
      body: JSON.stringify(object),
    });
    if (!response.ok)
      throw new Error(
        `creating ${object.kind} ${object.metadata.name}: ${response.status} ${await response.text()}`,
      );
  }
}
