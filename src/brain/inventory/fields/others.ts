import type { Ingress, ResourceQuota } from '#diagnosis/evidence';
import { plural } from '#ground/text';
import { ageMs, parseQuantity } from '#diagnosis';
import { ingressesTo } from './selecting.ts';
import { listed, type FieldsOf } from './scope.ts';
import { runAs, selectedBy, targetsOf } from './targets.ts';

const pairs = (map: Readonly<Record<string, string>>) =>
  listed(Object.entries(map).map(([key, value]) => `${key}=${value}`));

export const SERVICE_FIELDS: FieldsOf<'Service'> = {
  target: ({ metadata, spec }, scope) =>
    Object.keys(spec.selector).length === 0
      ? undefined
      : selectedBy(scope, metadata.namespace, { matchLabels: spec.selector, matchExpressions: [] }),
  ports: ({ spec }) => spec.ports.length,
  type: ({ spec }) => (spec.clusterIP === 'None' ? listed([spec.type, 'Headless']) : spec.type),
  port: ({ spec }) =>
    listed(
      spec.ports.flatMap(({ port, nodePort }) => [
        String(port),
        nodePort === undefined ? undefined : String(nodePort),
      ]),
    ),
  selector: ({ spec }) => pairs(spec.selector),
  ip: ({ spec, status }) =>
    listed([spec.clusterIP, ...status.loadBalancer.ingress.map(({ ip, hostname }) => ip ?? hostname)]),
  host: ({ spec, status }) =>
    listed([spec.externalName, ...status.loadBalancer.ingress.map(({ hostname }) => hostname)]),
  endpoints: ({ metadata, spec }, { index }) =>
    spec.type === 'ExternalName'
      ? undefined
      : index
          .slicesOf(metadata.namespace, metadata.name)
          .reduce(
            (sum, { endpoints }) =>
              sum + endpoints.filter(({ conditions }) => conditions.ready !== false).length,
            0,
          ),
  pods: ({ metadata, spec }, { index }) =>
    Object.keys(spec.selector).length === 0
      ? 0
      : index.select(metadata.namespace, { matchLabels: spec.selector, matchExpressions: [] }).length,
  ingress: ({ metadata }, { index }) => listed(ingressesTo(index, metadata.namespace, metadata.name)),
  healthy: ({ metadata, spec }, { index }) =>
    Object.keys(spec.selector).length === 0 ||
    index
      .slicesOf(metadata.namespace, metadata.name)
      .some(({ endpoints }) => endpoints.some(({ conditions }) => conditions.ready !== false)),
};

const backendsOf = ({ spec }: Ingress) =>
  [
    spec.defaultBackend?.service?.name,
    ...spec.rules.flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend.service?.name)),
  ].filter((name) => name !== undefined);

export const INGRESS_FIELDS: FieldsOf<'Ingress'> = {
  target: (ingress, scope) =>
    listed(
      backendsOf(ingress).flatMap((name) => {
        const service = scope.index.get('Service', ingress.metadata.namespace, name);
        const behind = service && SERVICE_FIELDS.target?.(service, scope);
        return [name, ...(Array.isArray(behind) ? (behind as string[]) : [])];
      }),
    ),
  healthy: (ingress, scope) =>
    backendsOf(ingress).every((name) => {
      const service = scope.index.get('Service', ingress.metadata.namespace, name);
      return service !== undefined && SERVICE_FIELDS.healthy?.(service, scope) !== false;
    }),
  host: ({ spec }) =>
    listed([...spec.rules.map(({ host }) => host), ...spec.tls.flatMap(({ hosts }) => hosts)]),
  type: ({ spec }) => spec.ingressClassName,
  tls: ({ spec }) => listed(spec.tls.map(({ secretName, hosts }) => secretName ?? hosts.join(','))),
  service: (ingress) => listed(backendsOf(ingress)),
  ip: ({ status }) => listed(status.loadBalancer.ingress.map(({ ip, hostname }) => ip ?? hostname)),
};

export const AUTOSCALER_FIELDS: FieldsOf<'HorizontalPodAutoscaler'> = {
  replicas: ({ status }) => status.currentReplicas ?? 0,
  minReplicas: ({ spec }) => spec.minReplicas ?? 1,
  maxReplicas: ({ spec }) => spec.maxReplicas,
  owner: ({ spec }) => spec.scaleTargetRef.name,
  ownerKind: ({ spec }) => spec.scaleTargetRef.kind,
  status: ({ spec, status }) =>
    `${status.currentReplicas ?? 0} of ${spec.minReplicas ?? 1} to ${spec.maxReplicas}`,
  healthy: ({ status }) =>
    !status.conditions.some(
      ({ type, status: is }) => (type === 'AbleToScale' || type === 'ScalingActive') && is === 'False',
    ),
  ready: ({ status }) =>
    !status.conditions.some(({ type, status: is }) => type === 'ScalingActive' && is === 'False'),
};

export const BUDGET_FIELDS: FieldsOf<'PodDisruptionBudget'> = {
  target: ({ metadata, spec }, scope) =>
    spec.selector && selectedBy(scope, metadata.namespace, spec.selector),
  status: ({ status }) => `${plural(status.disruptionsAllowed ?? 0, 'disruption')} allowed`,
  replicas: ({ status }) => status.expectedPods ?? 0,
  readyReplicas: ({ status }) => status.currentHealthy ?? 0,
  healthy: ({ status }) => (status.expectedPods ?? 0) === 0 || (status.disruptionsAllowed ?? 0) > 0,
};

/** Nothing more of something may be made. */
const isUsedUp = ({ status }: ResourceQuota) =>
  Object.entries(status.hard).some(([name, hard]) => {
    const used = parseQuantity(status.used[name]) ?? 0;
    return used > 0 && used >= (parseQuantity(hard) ?? Infinity);
  });

export const QUOTA_FIELDS: FieldsOf<'ResourceQuota'> = {
  healthy: (quota) => !isUsedUp(quota),
  status: ({ status }) =>
    listed(Object.entries(status.hard).map(([name, hard]) => `${name} ${status.used[name] ?? '0'}/${hard}`)),
};

export const CONFIG_MAP_FIELDS: FieldsOf<'ConfigMap'> = { target: targetsOf('ConfigMap') };

export const SECRET_FIELDS: FieldsOf<'Secret'> = {
  target: targetsOf('Secret'),
  type: ({ type }) => type ?? 'Opaque',
  host: ({ certificate }) => listed(certificate?.hosts ?? []),
  expiresIn: ({ certificate }, { now }) =>
    certificate === undefined ? undefined : Date.parse(certificate.notAfter) - now,
  healthy: ({ certificate }, { now }) =>
    certificate === undefined ? undefined : Date.parse(certificate.notAfter) > now,
  status: ({ certificate }, { now }) =>
    certificate === undefined ? undefined : Date.parse(certificate.notAfter) < now ? 'expired' : 'valid',
};

export const STORAGE_CLASS_FIELDS: FieldsOf<'StorageClass'> = {
  type: ({ provisioner }) => provisioner,
  status: ({ metadata }) =>
    metadata.annotations['storageclass.kubernetes.io/is-default-class'] === 'true' ? 'default' : undefined,
};

export const EVENT_FIELDS: FieldsOf<'Event'> = {
  type: ({ type }) => type,
  reason: ({ reason }) => reason,
  owner: ({ involvedObject }) => involvedObject.name,
  ownerKind: ({ involvedObject }) => involvedObject.kind,
  age: (event, { now }) =>
    event.lastTimestamp === undefined ? ageMs(event, now) : now - Date.parse(event.lastTimestamp),
  healthy: ({ type }) => type !== 'Warning',
};

export const GATEWAY_FIELDS: FieldsOf<'Gateway'> = {
  type: ({ spec }) => spec.gatewayClassName,
  host: ({ spec }) => listed(spec.listeners.map(({ hostname }) => hostname)),
  port: ({ spec }) =>
    listed(spec.listeners.map(({ port }) => (port === undefined ? undefined : String(port)))),
};

export const ROUTE_FIELDS: FieldsOf<'HTTPRoute'> = {
  host: ({ spec }) => listed(spec.hostnames),
  owner: ({ spec }) => listed(spec.parentRefs.map(({ name }) => name)),
  service: ({ spec }) => listed(spec.rules.flatMap(({ backendRefs }) => backendRefs.map(({ name }) => name))),
};

export const POLICY_FIELDS: FieldsOf<'NetworkPolicy'> = {
  target: ({ metadata, spec }, scope) => selectedBy(scope, metadata.namespace, spec.podSelector),
  type: ({ spec }) => listed(spec.policyTypes),
  pods: ({ metadata, spec }, { index }) => index.select(metadata.namespace, spec.podSelector).length,
};

export const ACCOUNT_FIELDS: FieldsOf<'ServiceAccount'> = {
  target: ({ metadata }, scope) => runAs(scope, metadata.namespace, metadata.name),
  pods: ({ metadata }, { index }) =>
    index
      .inNamespace('Pod', metadata.namespace)
      .filter(({ spec }) => (spec.serviceAccountName ?? 'default') === metadata.name).length,
};
