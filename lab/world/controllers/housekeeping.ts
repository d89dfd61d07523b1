import { itself, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { remove } from '../engine/delete.ts';
import { create, setStatus } from '../engine/write.ts';
import { formatResource } from '../kube/quantity.ts';
import { quotaUsage } from '../kube/quota.ts';
import type { KubeObject } from '../kube/types.ts';

function sweepNamespace(cluster: Cluster, key: string): void {
  const { name } = splitKey(key);
  const namespace = cluster.store.get('namespaces', undefined, name);
  if (namespace?.status.phase !== 'Terminating') return;
  let left = 0;
  for (const resource of cluster.registry.all().filter((candidate) => candidate.namespaced)) {
    for (const object of cluster.store.all(resource.key, name)) {
      if (!object.metadata.deletionTimestamp) remove(cluster, object);
    }
    left += cluster.store.all(resource.key, name).length;
  }
  if (left === 0) cluster.store.remove('namespaces', namespace);
  else cluster.timeline.after(`sweep/${name}`, 2_000, () => sweepNamespace(cluster, key));
}

/** Empties a namespace that is being deleted, then lets it go. */
export const namespaces: Controller = {
  name: 'namespace-controller',
  watches: { namespaces: itself },
  reconcile: sweepNamespace,
};

function furnish(cluster: Cluster, key: string): void {
  const { name } = splitKey(key);
  const namespace = cluster.store.get('namespaces', undefined, name);
  if (namespace?.status.phase !== 'Active') return;
  const metadata = { namespace: name };
  if (!cluster.store.find('serviceaccounts', name, 'default')) {
    create(cluster, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...metadata, name: 'default' } });
  }
  if (cluster.store.find('configmaps', name, 'kube-root-ca.crt')) return;
  const annotations = {
    'kubernetes.io/description':
      'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
  };
  const data = { 'ca.crt': (cluster.memory.get('authority') as string | undefined) ?? '' };
  create(cluster, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...metadata, name: 'kube-root-ca.crt', annotations },
    data,
  });
}

/** Gives every namespace its default service account and root certificate. */
export const furnishings: Controller = {
  name: 'serviceaccount-controller',
  watches: {
    namespaces: itself,
    serviceaccounts: ({ object }) => [`/${object.metadata.namespace ?? ''}`],
    configmaps: ({ object, type }) => (type === 'DELETED' ? [`/${object.metadata.namespace ?? ''}`] : []),
  },
  reconcile: furnish,
};

function collect(cluster: Cluster, uid: string): void {
  for (const dependent of cluster.store.dependents(uid)) {
    const owners = dependent.metadata.ownerReferences ?? [];
    const alive = owners.some((owner) => owner.uid !== uid && isAlive(cluster, owner.uid));
    if (!alive && !dependent.metadata.deletionTimestamp) remove(cluster, dependent);
  }
}

function isAlive(cluster: Cluster, uid: string): boolean {
  return (cluster.memory.get('deleted') as Set<string> | undefined)?.has(uid) !== true;
}

function finishForeground(cluster: Cluster, uid: string): void {
  const owner = cluster.memory.get(`foreground/${uid}`) as KubeObject | undefined;
  if (!owner || cluster.store.dependents(uid).length > 0) return;
  cluster.memory.delete(`foreground/${uid}`);
  const resource = cluster.registry.ofKind(owner.apiVersion, owner.kind);
  const current = resource && cluster.store.find(resource.key, owner.metadata.namespace, owner.metadata.name);
  if (!current || current.metadata.uid !== uid) return;
  const finalizers = (current.metadata.finalizers ?? []).filter(
    (finalizer) => finalizer !== 'foregroundDeletion',
  );
  const next = { ...current, metadata: { ...current.metadata, finalizers } };
  if (finalizers.length === 0) cluster.store.remove(resource.key, next);
  else cluster.store.put(resource.key, next);
}

/** Deletes what belonged to deleted owners; starts with `subscribeCollector`. */
export function subscribeCollector(cluster: Cluster): void {
  const deleted = new Set<string>();
  cluster.memory.set('deleted', deleted);
  const soon = (key: string, run: () => void): void => cluster.timeline.after(key, 0, run);
  cluster.store.subscribe(({ type, object }) => {
    const { uid, finalizers, ownerReferences } = object.metadata;
    if (type === 'DELETED') {
      if (cluster.store.dependents(uid).length > 0) {
        deleted.add(uid);
        soon(`collect/${uid}`, () => collect(cluster, uid));
      }
      for (const owner of ownerReferences ?? [])
        soon(`foreground/${owner.uid}`, () => finishForeground(cluster, owner.uid));
    } else if (finalizers?.includes('foregroundDeletion') && object.metadata.deletionTimestamp) {
      cluster.memory.set(`foreground/${uid}`, object);
      soon(`collect/${uid}`, () => collect(cluster, uid));
    }
  });
}

function countQuota(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const quota = cluster.store.get('resourcequotas', namespace, name);
  if (!quota) return;
  const counted = cluster.registry
    .all()
    .filter((resource) => resource.namespaced && resource.key !== 'events');
  const used = quotaUsage(cluster.store, quota, counted);
  const shown = Object.fromEntries(
    Object.entries(used).map(([field, amount]) => [field, formatResource(field, amount)]),
  );
  setStatus(cluster, quota, { hard: quota.spec.hard, used: shown });
}

const QUOTA_WATCHED = [
  'pods',
  'services',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'resourcequotas',
  'deployments.apps',
  'jobs.batch',
];

/** Keeps the used side of quotas. */
export const quotas: Controller = {
  name: 'resource-quota-controller',
  watches: Object.fromEntries(
    QUOTA_WATCHED.map((resource) => [
      resource,
      ({ object }, cluster) =>
        cluster.store
          .list('resourcequotas', object.metadata.namespace ?? '')
          .map((quota) => `${quota.metadata.namespace ?? ''}/${quota.metadata.name}`),
    ]),
  ),
  reconcile: countQuota,
};
