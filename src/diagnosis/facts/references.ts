import type { Container, PodSpec } from '../evidence/index.ts';

/** Something that a pod cannot start without. */
export interface Reference {
  kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim';
  name: string;
}

type Named = { name: string; optional?: boolean } | undefined;

const required = (kind: Reference['kind'], named: Named): Reference[] =>
  named?.name && !named.optional ? [{ kind, name: named.name }] : [];

function ofContainer({ env, envFrom }: Container): Reference[] {
  return [
    ...env.flatMap(({ valueFrom }) => [
      ...required('ConfigMap', valueFrom?.configMapKeyRef),
      ...required('Secret', valueFrom?.secretKeyRef),
    ]),
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      ...required('ConfigMap', configMapRef),
      ...required('Secret', secretRef),
    ]),
  ];
}

function ofVolume({
  configMap,
  secret,
  persistentVolumeClaim: claim,
  projected,
}: PodSpec['volumes'][number]): Reference[] {
  return [
    ...required('ConfigMap', configMap),
    ...required('Secret', secret && { name: secret.secretName, optional: secret.optional }),
    ...required('PersistentVolumeClaim', claim && { name: claim.claimName }),
    ...(projected?.sources ?? []).flatMap((source) => [
      ...required('ConfigMap', source.configMap),
      ...required('Secret', source.secret),
    ]),
  ];
}

/** The ConfigMaps, Secrets and claims that a pod cannot start without, each once. */
export function requiredReferences(spec: PodSpec): Reference[] {
  const all = [
    ...[...spec.initContainers, ...spec.containers].flatMap(ofContainer),
    ...spec.volumes.flatMap(ofVolume),
  ];
  return [...new Map(all.map((one) => [`${one.kind}/${one.name}`, one])).values()];
}
