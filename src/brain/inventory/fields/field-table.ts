import { ageMs, ownersOf } from '#diagnosis';
import type { AnyObject, ObjectOf, WatchedKind } from '#diagnosis/evidence';
import type { Field } from '../query.ts';
import type { Cell } from '../result.ts';
import { NAMESPACE_FIELDS, NODE_FIELDS, VOLUME_CLAIM_FIELDS, VOLUME_FIELDS } from './cluster-objects.ts';
import { CRONJOB_FIELDS, JOB_FIELDS } from './jobs.ts';
import {
  ACCOUNT_FIELDS,
  AUTOSCALER_FIELDS,
  BUDGET_FIELDS,
  CONFIG_MAP_FIELDS,
  EVENT_FIELDS,
  GATEWAY_FIELDS,
  INGRESS_FIELDS,
  POLICY_FIELDS,
  QUOTA_FIELDS,
  ROUTE_FIELDS,
  SECRET_FIELDS,
  SERVICE_FIELDS,
  STORAGE_CLASS_FIELDS,
} from './others.ts';
import { POD_FIELDS } from './pods.ts';
import { listed, type FieldsOf, type Scope } from './scope.ts';
import { isJudged, isTroubled } from './troubled.ts';
import { DAEMONSET_FIELDS, DEPLOYMENT_FIELDS, REPLICASET_FIELDS, STATEFULSET_FIELDS } from './workloads.ts';

/** What every object has. */
const COMMON: Partial<Record<Field, (object: AnyObject, scope: Scope) => Cell>> = {
  name: ({ metadata }) => metadata.name,
  namespace: ({ metadata }) => metadata.namespace || undefined,
  cluster: (_, { index }) => index.snapshot.cluster,
  age: (object, { now }) => ageMs(object, now),
  owner: (object, { index }) => listed(ownersOf(index, object).map(({ name }) => name)),
  ownerKind: (object, { index }) => ownersOf(index, object).at(-1)?.kind,
  labels: ({ metadata }) => listed(Object.entries(metadata.labels).map(([key, value]) => `${key}=${value}`)),
  annotations: ({ metadata }) => listed(Object.keys(metadata.annotations)),
  finalizers: ({ metadata }) => listed(metadata.finalizers),
};

const OWN: { [K in WatchedKind]?: FieldsOf<K> } = {
  Pod: POD_FIELDS,
  Node: NODE_FIELDS,
  Namespace: NAMESPACE_FIELDS,
  Deployment: DEPLOYMENT_FIELDS,
  StatefulSet: STATEFULSET_FIELDS,
  DaemonSet: DAEMONSET_FIELDS,
  ReplicaSet: REPLICASET_FIELDS,
  Job: JOB_FIELDS,
  CronJob: CRONJOB_FIELDS,
  Service: SERVICE_FIELDS,
  Ingress: INGRESS_FIELDS,
  HorizontalPodAutoscaler: AUTOSCALER_FIELDS,
  PodDisruptionBudget: BUDGET_FIELDS,
  ResourceQuota: QUOTA_FIELDS,
  PersistentVolumeClaim: VOLUME_CLAIM_FIELDS,
  PersistentVolume: VOLUME_FIELDS,
  StorageClass: STORAGE_CLASS_FIELDS,
  Secret: SECRET_FIELDS,
  ConfigMap: CONFIG_MAP_FIELDS,
  Event: EVENT_FIELDS,
  Gateway: GATEWAY_FIELDS,
  HTTPRoute: ROUTE_FIELDS,
  NetworkPolicy: POLICY_FIELDS,
  ServiceAccount: ACCOUNT_FIELDS,
};

const CLUSTER_SCOPED: ReadonlySet<WatchedKind> = new Set([
  'Node',
  'PersistentVolume',
  'StorageClass',
  'IngressClass',
  'ClusterRole',
  'ClusterRoleBinding',
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
  'GatewayClass',
]);

/** The value of a key, or of the one key that ends with it: `team` for `example.com/team`. */
function keyed(map: Readonly<Record<string, string>>, key: string): string | undefined {
  const exact = map[key];
  if (exact !== undefined || key.includes('/')) return exact;
  const long = Object.keys(map).filter((one) => one.toLowerCase().endsWith(`/${key.toLowerCase()}`));
  const [only] = long;
  return only === undefined || long.length > 1 ? undefined : map[only];
}

/** A label; a pod is where its node is. */
function labelGetter<K extends WatchedKind>(kind: K, key: string) {
  return (object: ObjectOf<K>, { index }: Scope): Cell => {
    const own = keyed(object.metadata.labels, key);
    if (own !== undefined || kind !== 'Pod' || !key.startsWith('topology.kubernetes.io/')) return own;
    const node = index.get('Node', '', (object as ObjectOf<'Pod'>).spec.nodeName ?? '');
    return node && keyed(node.metadata.labels, key);
  };
}

/** How to read a property off the objects of a kind; undefined when the kind does not have it. */
export function getterFor<K extends WatchedKind>(
  kind: K,
  field: Field,
): ((object: ObjectOf<K>, scope: Scope) => Cell) | undefined {
  if (field.startsWith('label:')) return labelGetter(kind, field.slice(6));
  if (field.startsWith('annotation:')) return ({ metadata }) => keyed(metadata.annotations, field.slice(11));
  if (field === 'kind') return () => kind;
  if (field === 'namespace' && CLUSTER_SCOPED.has(kind)) return undefined;
  const own = OWN[kind];
  if (field === 'healthy' && isJudged(kind, own?.healthy !== undefined))
    return (object, scope) => {
      const healthy = own?.healthy === undefined || own.healthy(object, scope);
      return healthy === true ? !isTroubled(scope.index, kind, object) : healthy;
    };
  return own?.[field] ?? COMMON[field];
}

const USUAL: Partial<Record<WatchedKind, readonly Field[]>> = {
  Pod: ['namespace', 'status', 'restarts', 'age', 'node'],
  Node: ['status', 'role', 'version', 'age'],
  Namespace: ['status', 'pods', 'age'],
  Deployment: ['namespace', 'readyReplicas', 'replicas', 'age'],
  StatefulSet: ['namespace', 'readyReplicas', 'replicas', 'age'],
  DaemonSet: ['namespace', 'readyReplicas', 'replicas', 'age'],
  ReplicaSet: ['namespace', 'readyReplicas', 'replicas', 'age'],
  Job: ['namespace', 'status', 'age'],
  CronJob: ['namespace', 'schedule', 'suspended', 'age'],
  Service: ['namespace', 'type', 'port', 'endpoints'],
  Ingress: ['namespace', 'host', 'service'],
  HorizontalPodAutoscaler: ['namespace', 'owner', 'status'],
  PodDisruptionBudget: ['namespace', 'status'],
  ResourceQuota: ['namespace', 'status'],
  PersistentVolumeClaim: ['namespace', 'status', 'storageRequest', 'storageClass'],
  PersistentVolume: ['status', 'storageRequest', 'storageClass', 'owner'],
  StorageClass: ['type', 'status'],
  Secret: ['namespace', 'type', 'age'],
  Event: ['namespace', 'type', 'reason', 'owner', 'age'],
};

/** The columns that a list of a kind usually shows, after the name. */
export function usualFields(kind: WatchedKind): readonly Field[] {
  return USUAL[kind] ?? (CLUSTER_SCOPED.has(kind) ? ['age'] : ['namespace', 'age']);
}
