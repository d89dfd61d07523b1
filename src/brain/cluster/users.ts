import type { ObjectRef, PodSpec } from '#diagnosis/evidence';
import { ownersOf, refKeyOf } from './facts.ts';
import type { Target } from './target.ts';

interface Used {
  kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim' | 'ServiceAccount';
  name: string;
}

function fromVolumes({ volumes }: PodSpec): Used[] {
  return volumes.flatMap(({ configMap, secret, persistentVolumeClaim, projected }): Used[] => [
    ...(configMap === undefined ? [] : [{ kind: 'ConfigMap' as const, name: configMap.name }]),
    ...(secret === undefined ? [] : [{ kind: 'Secret' as const, name: secret.secretName }]),
    ...(persistentVolumeClaim === undefined
      ? []
      : [{ kind: 'PersistentVolumeClaim' as const, name: persistentVolumeClaim.claimName }]),
    ...(projected?.sources ?? []).flatMap((source): Used[] => [
      ...(source.configMap === undefined
        ? []
        : [{ kind: 'ConfigMap' as const, name: source.configMap.name }]),
      ...(source.secret === undefined ? [] : [{ kind: 'Secret' as const, name: source.secret.name }]),
    ]),
  ]);
}

function fromEnvironment({ containers, initContainers }: PodSpec): Used[] {
  return [...containers, ...initContainers].flatMap(({ env, envFrom }): Used[] => [
    ...env.flatMap(({ valueFrom }): Used[] => [
      ...(valueFrom?.configMapKeyRef
        ? [{ kind: 'ConfigMap' as const, name: valueFrom.configMapKeyRef.name }]
        : []),
      ...(valueFrom?.secretKeyRef ? [{ kind: 'Secret' as const, name: valueFrom.secretKeyRef.name }] : []),
    ]),
    ...envFrom.flatMap(({ configMapRef, secretRef }): Used[] => [
      ...(configMapRef === undefined ? [] : [{ kind: 'ConfigMap' as const, name: configMapRef.name }]),
      ...(secretRef === undefined ? [] : [{ kind: 'Secret' as const, name: secretRef.name }]),
    ]),
  ]);
}

/** The config maps, secrets, claims and account that a pod template uses. */
export function usedBy(spec: PodSpec): Used[] {
  const account: Used[] = [{ kind: 'ServiceAccount', name: spec.serviceAccountName ?? 'default' }];
  const secrets = spec.imagePullSecrets.map(({ name }): Used => ({ kind: 'Secret', name }));
  const all = [...fromVolumes(spec), ...fromEnvironment(spec), ...secrets, ...account];
  return [...new Map(all.map((used) => [`${used.kind}/${used.name}`, used])).values()];
}

/** The pod specs of what may run there, with whom they belong to: pods now, and workloads that have none now. */
function specsIn({ index, ref }: Target): { spec: PodSpec; owner: ObjectRef }[] {
  const { namespace } = ref;
  const pods = index
    .inNamespace('Pod', namespace)
    .map((pod) => ({ spec: pod.spec, owner: ownersOf(index, pod).at(-1) ?? index.ref('Pod', pod) }));
  const workloads = (['Deployment', 'StatefulSet', 'DaemonSet'] as const).flatMap((kind) =>
    index
      .inNamespace(kind, namespace)
      .map((object) => ({ spec: object.spec.template.spec, owner: index.ref(kind, object) })),
  );
  const crons = index.inNamespace('CronJob', namespace).flatMap((cron) => {
    const spec = cron.spec.jobTemplate.spec.template?.spec;
    return spec === undefined ? [] : [{ spec, owner: index.ref('CronJob', cron) }];
  });
  return [...pods, ...workloads, ...crons];
}

/** The ingresses, gateways and service accounts that name a secret. */
function namingSecret({ index, ref }: Target): ObjectRef[] {
  const { namespace, name } = ref;
  const ingresses = index
    .inNamespace('Ingress', namespace)
    .filter(({ spec }) => spec.tls.some(({ secretName }) => secretName === name))
    .map((ingress) => index.ref('Ingress', ingress));
  const gateways = index
    .list('Gateway')
    .filter(({ metadata, spec }) =>
      spec.listeners.some(({ tls }) =>
        tls?.certificateRefs.some(
          (one) => one.name === name && (one.namespace ?? metadata.namespace) === namespace,
        ),
      ),
    )
    .map((gateway) => index.ref('Gateway', gateway));
  const accounts = index
    .inNamespace('ServiceAccount', namespace)
    .filter(({ imagePullSecrets }) => imagePullSecrets.some((one) => one.name === name))
    .map((account) => index.ref('ServiceAccount', account));
  return [...ingresses, ...gateways, ...accounts];
}

/** Who uses a config map, secret, claim or service account: what runs with it, what would run with it, what names it otherwise. */
export function usersOf(target: Target): ObjectRef[] {
  const { ref } = target;
  const running = specsIn(target)
    .filter(({ spec }) => usedBy(spec).some(({ kind, name }) => kind === ref.kind && name === ref.name))
    .map(({ owner }) => owner);
  const all = [...running, ...(ref.kind === 'Secret' ? namingSecret(target) : [])];
  return [...new Map(all.map((one) => [refKeyOf(one), one])).values()];
}
