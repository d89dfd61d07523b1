import { failure, forbidden, notFound } from './errors.ts';
import type { WebhookConfiguration } from './cluster-kinds.ts';
import type { Service } from './network-kinds.ts';
import { admitToQuota } from './quota.ts';
import type { Registry } from './registry.ts';
import type { Resource } from './resources.ts';
import { selects } from './selectors.ts';
import type { Store } from './store.ts';
import type { KubeObject, Pod, Volume } from './types.ts';

export interface AdmissionDeps {
  store: Store;
  registry: Registry;
  suffix: (length: number) => string;
}

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

function tokenVolume(name: string): Volume {
  return {
    name,
    projected: {
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
      defaultMode: 420,
    },
  };
}

/** The ServiceAccount admission plugin: default account, its token volume, its pull secrets. */
function admitServiceAccount(deps: AdmissionDeps, resource: Resource, pod: Pod): void {
  const { spec, metadata } = pod;
  const accountName = spec.serviceAccountName ?? 'default';
  const account = deps.store.find('serviceaccounts', metadata.namespace, accountName);
  if (!account) {
    const why = `error looking up service account ${metadata.namespace ?? ''}/${accountName}: serviceaccount "${accountName}" not found`;
    throw forbidden(resource, metadata.name, why);
  }
  spec.serviceAccountName = spec.serviceAccount = accountName;
  spec.imagePullSecrets ??= account.imagePullSecrets as { name: string }[] | undefined;
  if (spec.automountServiceAccountToken === false || account.automountServiceAccountToken === false) return;
  const name = `kube-api-access-${deps.suffix(5)}`;
  spec.volumes = [...(spec.volumes ?? []), tokenVolume(name)];
  const mounted = (container: Pod['spec']['containers'][number]) => ({
    ...container,
    volumeMounts: [...(container.volumeMounts ?? []), { name, readOnly: true, mountPath: TOKEN_PATH }],
  });
  spec.containers = spec.containers.map(mounted);
  if (spec.initContainers) spec.initContainers = spec.initContainers.map(mounted);
}

const DEFAULT_TOLERATIONS = ['not-ready', 'unreachable'].map((condition) => ({
  key: `node.kubernetes.io/${condition}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: 300,
}));

function admitTolerations(pod: Pod): void {
  const present = pod.spec.tolerations ?? [];
  const missing = DEFAULT_TOLERATIONS.filter(
    (wanted) =>
      !present.some(
        (have) => (!have.key || have.key === wanted.key) && (!have.effect || have.effect === 'NoExecute'),
      ),
  );
  pod.spec.tolerations = [...present, ...missing];
}

function admitPriority(deps: AdmissionDeps, resource: Resource, pod: Pod): void {
  const name = pod.spec.priorityClassName;
  if (!name) return;
  const found = deps.store.find('priorityclasses.scheduling.k8s.io', undefined, name);
  if (!found) throw forbidden(resource, pod.metadata.name, `no PriorityClass with name ${name} was found`);
  pod.spec.priority = found.value as number;
}

function admitNamespace(deps: AdmissionDeps, resource: Resource, object: KubeObject): void {
  const name = object.metadata.namespace ?? '';
  const namespace = deps.store.get('namespaces', undefined, name);
  if (!namespace) throw notFound({ plural: 'namespaces', group: '', kind: 'Namespace' }, name);
  if (namespace.status.phase !== 'Terminating' || resource.key === 'events') return;
  const why = `unable to create new content in namespace ${name} because it is being terminated`;
  throw forbidden(resource, object.metadata.name, why);
}

type Webhook = WebhookConfiguration['webhooks'][number];

function concerns(
  deps: AdmissionDeps,
  webhook: Webhook,
  request: { resource: Resource; operation: string; object: KubeObject },
): boolean {
  const { resource, operation, object } = request;
  const within = (list: string[], value: string): boolean => list.includes('*') || list.includes(value);
  const ruled = webhook.rules.some(
    (rule) =>
      within(rule.apiGroups, resource.group) &&
      within(rule.resources, resource.plural) &&
      within(rule.operations, operation),
  );
  if (!ruled || !webhook.namespaceSelector || !object.metadata.namespace) return ruled;
  const namespace = deps.store.get('namespaces', undefined, object.metadata.namespace);
  return selects(webhook.namespaceSelector, namespace?.metadata.labels);
}

function webhookTrouble(deps: AdmissionDeps, webhook: Webhook): string | undefined {
  const target = webhook.clientConfig.service;
  if (!target) return undefined;
  const service: Service | undefined = deps.store.get('services', target.namespace, target.name);
  if (!service) return `service "${target.name}" not found`;
  const slices = deps.store.list('endpointslices.discovery.k8s.io', target.namespace);
  const ready = slices.some(
    (slice) =>
      slice.metadata.labels?.['kubernetes.io/service-name'] === target.name &&
      slice.endpoints.some((endpoint) => endpoint.conditions.ready),
  );
  return ready ? undefined : `no endpoints available for service "${target.name}"`;
}

/** Calls the webhooks a write concerns; one that cannot be reached fails the write unless it says Ignore. */
export function admitToWebhooks(
  deps: AdmissionDeps,
  request: { resource: Resource; operation: string; object: KubeObject },
): void {
  const admission = 'admissionregistration.k8s.io' as const;
  const configurations = [
    ...deps.store.list(`mutatingwebhookconfigurations.${admission}`),
    ...deps.store.list(`validatingwebhookconfigurations.${admission}`),
  ];
  for (const webhook of configurations.flatMap((configuration) => configuration.webhooks)) {
    if (webhook.failurePolicy === 'Ignore' || !concerns(deps, webhook, request)) continue;
    const trouble = webhookTrouble(deps, webhook);
    const service = webhook.clientConfig.service;
    if (!trouble || !service) continue;
    const url = `https://${service.name}.${service.namespace}.svc:${service.port ?? 443}${service.path ?? '/'}?timeout=${webhook.timeoutSeconds ?? 10}s`;
    const message = `Internal error occurred: failed calling webhook "${webhook.name}": failed to call webhook: Post "${url}": ${trouble}`;
    throw failure('InternalError', message, { causes: [{ reason: '', message, field: '' }] });
  }
}

/** Everything that may refuse or complete a new object. Changes the object handed in. */
export function admitNew(deps: AdmissionDeps, resource: Resource, object: KubeObject): void {
  if (resource.namespaced) admitNamespace(deps, resource, object);
  admitToWebhooks(deps, { resource, operation: 'CREATE', object });
  if (resource.key === 'pods') {
    const pod = object as Pod;
    admitServiceAccount(deps, resource, pod);
    admitPriority(deps, resource, pod);
    admitTolerations(pod);
  }
  if (resource.key === 'persistentvolumeclaims') {
    object.metadata.finalizers = [...(object.metadata.finalizers ?? []), 'kubernetes.io/pvc-protection'];
  }
  if (resource.namespaced) admitToQuota(deps.store, resource, object);
}
