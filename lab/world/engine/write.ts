import { admitNew, admitToWebhooks } from '../kube/admission.ts';
import { applyDefaults } from '../kube/defaults.ts';
import { alreadyExists, badRequest, conflict, invalid, notFound } from '../kube/errors.ts';
import { copyOf, sameJson } from '../kube/json.ts';
import type { Kinds } from '../kube/kinds.ts';
import type { Resource } from '../kube/resources.ts';
import { stamp } from '../kube/time.ts';
import type { KubeObject, Metadata } from '../kube/types.ts';
import { validate, validateUpdate } from '../kube/validate.ts';
import type { Cluster } from './cluster.ts';
import { allocateNetwork } from './addresses.ts';

/** An object as a person writes it: metadata may be nearly empty. */
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: Partial<Metadata>;
  [field: string]: unknown;
};

interface WriteOptions {
  dryRun?: boolean;
}

const WITHOUT_GENERATION = new Set([
  ...[
    'pods',
    'services',
    'endpoints',
    'configmaps',
    'secrets',
    'serviceaccounts',
    'namespaces',
    'nodes',
    'events',
  ],
  ...[
    'persistentvolumes',
    'persistentvolumeclaims',
    'resourcequotas',
    'limitranges',
    'leases.coordination.k8s.io',
  ],
  ...['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'].map(
    (one) => `${one}.rbac.authorization.k8s.io`,
  ),
  ...['horizontalpodautoscalers.autoscaling', 'controllerrevisions.apps', 'storageclasses.storage.k8s.io'],
]);

/** The resource of an object, or a refusal naming what is not served. */
export function resourceFor(cluster: Cluster, object: { apiVersion: string; kind: string }): Resource {
  const resource = cluster.registry.ofKind(object.apiVersion, object.kind);
  if (!resource)
    throw badRequest(`no kind "${object.kind}" is registered for version "${object.apiVersion}"`);
  return resource;
}

function fullMetadata(cluster: Cluster, resource: Resource, given: Partial<Metadata>): Metadata {
  const name = given.name ?? (given.generateName ? given.generateName + cluster.random.suffix(5) : '');
  if (name === '') {
    const message = 'Required value: name or generateName is required';
    throw invalid(resource, '', [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }]);
  }
  const { deletionTimestamp: _d, deletionGracePeriodSeconds: _g, namespace, ...rest } = given;
  return {
    ...rest,
    name,
    ...(resource.namespaced ? { namespace: namespace ?? 'default' } : {}),
    uid: cluster.random.uuid(),
    resourceVersion: '',
    creationTimestamp: stamp(cluster.timeline.now()),
    ...(WITHOUT_GENERATION.has(resource.key) ? {} : { generation: 1 }),
  };
}

/** Writes a new object as the API server would: names, defaults, admission. */
export function create(cluster: Cluster, manifest: Manifest, options: WriteOptions = {}): KubeObject {
  const resource = resourceFor(cluster, manifest);
  const object: KubeObject = copyOf({
    ...manifest,
    metadata: fullMetadata(cluster, resource, manifest.metadata),
  });
  validate(resource, object);
  const { namespace, name } = object.metadata;
  if (cluster.store.find(resource.key, namespace, name)) throw alreadyExists(resource, name);
  if (resource.subresources.includes('status')) delete object.status;
  applyDefaults(object);
  const suffix = cluster.random.suffix;
  admitNew({ store: cluster.store, registry: cluster.registry, suffix }, resource, object);
  allocateNetwork(cluster, object);
  if (options.dryRun) return { ...object, metadata: { ...object.metadata } };
  return cluster.store.put(resource.key, object);
}

interface ReplaceOptions extends WriteOptions {
  subresource?: string;
}

function mergedBody(cluster: Cluster, before: KubeObject, after: KubeObject): KubeObject {
  const keepsStatus =
    resourceFor(cluster, after).subresources.includes('status') && before.status !== undefined;
  return keepsStatus ? { ...after, status: before.status } : after;
}

function mergedMetadata(before: KubeObject, after: KubeObject, subresource?: string): Metadata {
  const source = subresource === 'status' ? before.metadata : after.metadata;
  const { uid, creationTimestamp, generation, deletionTimestamp, deletionGracePeriodSeconds, namespace } =
    before.metadata;
  return {
    ...source,
    name: before.metadata.name,
    ...(namespace === undefined ? {} : { namespace }),
    uid,
    creationTimestamp,
    ...(generation === undefined ? {} : { generation }),
    ...(deletionTimestamp === undefined ? {} : { deletionTimestamp, deletionGracePeriodSeconds }),
  };
}

function withoutVersion(object: KubeObject): unknown {
  return { ...object, metadata: { ...object.metadata, resourceVersion: '', managedFields: undefined } };
}

/** Replaces a stored object; `next` may carry the resourceVersion it was read at, and then must be current. */
export function replace(cluster: Cluster, next: KubeObject, options: ReplaceOptions = {}): KubeObject {
  const resource = resourceFor(cluster, next);
  const { namespace, name, resourceVersion, uid } = next.metadata;
  const before = cluster.store.find(resource.key, namespace, name);
  if (!before) throw notFound(resource, name);
  const stale = Boolean(resourceVersion) && resourceVersion !== before.metadata.resourceVersion;
  if (stale || (Boolean(uid) && uid !== before.metadata.uid)) throw conflict(resource, name);
  const object = copyOf(
    options.subresource === 'status' ? { ...before, status: next.status } : mergedBody(cluster, before, next),
  );
  object.metadata = mergedMetadata(before, next, options.subresource);
  if (options.subresource !== 'status') {
    validate(resource, object);
    applyDefaults(object);
    validateUpdate(resource, before, object);
    allocateNetwork(cluster, object);
    admitToWebhooks(
      { store: cluster.store, registry: cluster.registry, suffix: cluster.random.suffix },
      { resource, operation: 'UPDATE', object },
    );
  }
  if (sameJson(withoutVersion(before), withoutVersion(object))) return before;
  const { generation } = object.metadata;
  if (generation !== undefined && !sameJson(before.spec, object.spec))
    object.metadata.generation = generation + 1;
  return options.dryRun ? object : commit(cluster, resource, object);
}

function commit(cluster: Cluster, resource: Resource, object: KubeObject): KubeObject {
  const released = object.metadata.deletionTimestamp && (object.metadata.finalizers ?? []).length === 0;
  if (released && resource.key !== 'pods' && resource.key !== 'namespaces') {
    return cluster.store.remove(resource.key, cluster.store.put(resource.key, object));
  }
  return cluster.store.put(resource.key, object);
}

/** Sets the status if it differs; what controllers and kubelets do all day. */
export function setStatus(cluster: Cluster, object: KubeObject, status: object): void {
  const resource = resourceFor(cluster, object);
  const current = cluster.store.find(resource.key, object.metadata.namespace, object.metadata.name);
  if (!current || current.metadata.uid !== object.metadata.uid || sameJson(current.status, status)) return;
  cluster.store.put(resource.key, { ...current, status });
}

interface Reference<K extends keyof Kinds> {
  resource: K;
  namespace?: string;
  name: string;
}

/** Changes an object in place through a draft, past admission, as the world's own hand. Bumps the generation when the spec changed. */
export function amend<K extends keyof Kinds>(
  cluster: Cluster,
  { resource, namespace, name }: Reference<K>,
  change: (draft: Kinds[K]) => void,
): KubeObject | undefined {
  const before = cluster.store.get(resource, namespace, name);
  if (!before) return undefined;
  const draft = copyOf(before);
  change(draft);
  if (sameJson(before, draft)) return before;
  const { generation } = draft.metadata;
  if (generation !== undefined && !sameJson(before.spec, draft.spec))
    draft.metadata.generation = generation + 1;
  const known = cluster.registry.ofKey(resource);
  return known ? commit(cluster, known, draft) : undefined;
}
