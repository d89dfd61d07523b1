import type { Cluster } from '../engine/cluster.ts';
import type { Container, Pod } from '../kube/types.ts';

/** Environment as the container would see it, or why it cannot be made. */
export type Environment = { variables: Map<string, string> } | { problem: string };

interface Source {
  what: 'configmap' | 'secret';
  name: string;
  key: string;
  optional?: boolean;
}

function dataOf(cluster: Cluster, namespace: string | undefined, source: Omit<Source, 'key'>) {
  const object =
    source.what === 'secret'
      ? cluster.store.get('secrets', namespace, source.name)
      : cluster.store.get('configmaps', namespace, source.name);
  return object && (object.data ?? {});
}

function resolve(cluster: Cluster, pod: Pod, source: Source): { value?: string; problem?: string } {
  const { namespace = '' } = pod.metadata;
  const data = dataOf(cluster, namespace, source);
  if (!data) return source.optional ? {} : { problem: `${source.what} "${source.name}" not found` };
  const value = data[source.key];
  if (value !== undefined || source.optional) return { value };
  const kind = source.what === 'secret' ? 'Secret' : 'ConfigMap';
  return { problem: `couldn't find key ${source.key} in ${kind} ${namespace}/${source.name}` };
}

function fromAll(cluster: Cluster, pod: Pod, container: Container): Environment {
  const variables = new Map<string, string>();
  for (const { configMapRef, secretRef } of container.envFrom ?? []) {
    const reference = configMapRef ?? secretRef;
    if (!reference) continue;
    const what = configMapRef ? 'configmap' : 'secret';
    const data = dataOf(cluster, pod.metadata.namespace, { what, ...reference });
    if (!data && !reference.optional) return { problem: `${what} "${reference.name}" not found` };
    for (const [key, value] of Object.entries(data ?? {})) variables.set(key, value);
  }
  return { variables };
}

/** Resolves env and envFrom against the config maps and secrets there are. */
export function environmentOf(cluster: Cluster, pod: Pod, container: Container): Environment {
  const environment = fromAll(cluster, pod, container);
  if ('problem' in environment) return environment;
  for (const { name, value, valueFrom } of container.env ?? []) {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    const reference = configMapKeyRef ?? secretKeyRef;
    if (!reference) {
      environment.variables.set(name, value ?? '');
      continue;
    }
    const what = configMapKeyRef ? 'configmap' : 'secret';
    const resolved = resolve(cluster, pod, { what, ...reference });
    if (resolved.problem !== undefined) return { problem: resolved.problem };
    if (resolved.value !== undefined) environment.variables.set(name, resolved.value);
  }
  return environment;
}

/** Why a volume cannot be mounted, in the kubelet's words. */
export function mountFailure(cluster: Cluster, pod: Pod): string | undefined {
  const { namespace = '' } = pod.metadata;
  for (const { name, configMap, secret } of pod.spec.volumes ?? []) {
    const source = configMap
      ? ({ what: 'configmap', name: configMap.name, of: configMap } as const)
      : secret && ({ what: 'secret', name: secret.secretName, of: secret } as const);
    if (!source || source.of.optional) continue;
    const data = dataOf(cluster, namespace, source);
    const failed = `MountVolume.SetUp failed for volume "${name}" : `;
    if (!data) return `${failed}${source.what} "${source.name}" not found`;
    const missing = (source.of.items ?? []).find((item) => !(item.key in data));
    if (missing)
      return `${failed}${source.what} references non-existent ${source.what === 'secret' ? 'secret' : 'config'} key: ${missing.key}`;
  }
  return undefined;
}
