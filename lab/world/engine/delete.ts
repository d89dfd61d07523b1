import { stamp } from '../kube/time.ts';
import type { Resource } from '../kube/resources.ts';
import type { KubeObject, Pod } from '../kube/types.ts';
import type { Cluster } from './cluster.ts';
import { resourceFor } from './write.ts';

export interface DeleteOptions {
  graceSeconds?: number;
  propagation?: string;
  dryRun?: boolean;
}

function markDeleted(cluster: Cluster, object: KubeObject, grace: number): KubeObject {
  if (object.metadata.deletionTimestamp && grace >= (object.metadata.deletionGracePeriodSeconds ?? 0))
    return object;
  const { generation } = object.metadata;
  const metadata = {
    ...object.metadata,
    deletionTimestamp: stamp(cluster.timeline.now() + grace * 1000),
    deletionGracePeriodSeconds: grace,
    ...(generation === undefined ? {} : { generation: generation + 1 }),
  };
  return cluster.store.put(resourceFor(cluster, object).key, { ...object, metadata });
}

/** Seconds a pod is given to stop; 0 when nothing runs that would have to. */
function graceOf(pod: Pod, asked: number | undefined): number {
  if (!pod.spec.nodeName || pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return 0;
  return asked ?? pod.spec.terminationGracePeriodSeconds ?? 30;
}

function disown(cluster: Cluster, owner: KubeObject): void {
  for (const dependent of cluster.store.dependents(owner.metadata.uid)) {
    const ownerReferences = dependent.metadata.ownerReferences?.filter((o) => o.uid !== owner.metadata.uid);
    const resource = resourceFor(cluster, dependent);
    cluster.store.put(resource.key, { ...dependent, metadata: { ...dependent.metadata, ownerReferences } });
  }
}

function withFinalizer(object: KubeObject, finalizer: string): KubeObject {
  const finalizers = new Set([...(object.metadata.finalizers ?? []), finalizer]);
  return { ...object, metadata: { ...object.metadata, finalizers: [...finalizers] } };
}

/** Asks for an object's deletion: at once, or by a timestamp while finalizers, grace or contents hold it. */
export function remove(cluster: Cluster, object: KubeObject, options: DeleteOptions = {}): KubeObject {
  if (options.dryRun) return object;
  const resource = resourceFor(cluster, object);
  if (resource.key === 'namespaces') return terminateNamespace(cluster, resource, object);
  if (options.propagation === 'Orphan') disown(cluster, object);
  const waits =
    options.propagation === 'Foreground' && cluster.store.dependents(object.metadata.uid).length > 0;
  const held = waits ? withFinalizer(object, 'foregroundDeletion') : object;
  if ((held.metadata.finalizers ?? []).length > 0) return markDeleted(cluster, held, 0);
  const grace = resource.key === 'pods' ? graceOf(held as Pod, options.graceSeconds) : 0;
  return grace > 0 ? markDeleted(cluster, held, grace) : cluster.store.remove(resource.key, held);
}

function terminateNamespace(cluster: Cluster, resource: Resource, object: KubeObject): KubeObject {
  const marked = markDeleted(cluster, object, 0);
  return cluster.store.put(resource.key, { ...marked, status: { phase: 'Terminating' } });
}
