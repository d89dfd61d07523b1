import type { Cluster } from './engine/cluster.ts';
import type { Manifest } from './engine/write.ts';
import { resourceFor } from './engine/write.ts';
import { completeShape } from './kube/defaults.ts';
import { copyOf } from './kube/json.ts';
import { stamp } from './kube/time.ts';
import type { KubeObject } from './kube/types.ts';

/** Puts arbitrary objects into a cluster, past admission, for tests and benches. */
export interface WorldHand {
  put(object: Manifest): KubeObject;
  remove(kind: string, namespace: string | undefined, name: string): void;
  objects(kind: string): KubeObject[];
  /** Makes every resourceVersion up to now too old to be read from. */
  forgetHistory(): void;
}

/** The storage key of a kind given as Kind, plural or plural.group. */
function keyOf(cluster: Cluster, kind: string): string {
  const wanted = kind.toLowerCase();
  const found = cluster.registry
    .all()
    .find((resource) => [resource.kind.toLowerCase(), resource.plural, resource.key].includes(wanted));
  if (!found) throw new Error(`no kind "${kind}" is served by ${cluster.name}`);
  return found.key;
}

export function createHand(cluster: Cluster): WorldHand {
  return {
    put(object) {
      const resource = resourceFor(cluster, object);
      const namespace = resource.namespaced ? (object.metadata.namespace ?? 'default') : undefined;
      const name = object.metadata.name ?? '';
      const known = cluster.store.find(resource.key, namespace, name);
      const metadata = {
        uid: known?.metadata.uid ?? cluster.random.uuid(),
        creationTimestamp: known?.metadata.creationTimestamp ?? stamp(cluster.timeline.now()),
        ...object.metadata,
        name,
        resourceVersion: '',
        ...(namespace === undefined ? {} : { namespace }),
      };
      const complete = copyOf({ ...object, metadata });
      completeShape(complete);
      const stored = cluster.store.put(resource.key, complete);
      cluster.settle();
      return stored;
    },
    remove(kind, namespace, name) {
      const key = keyOf(cluster, kind);
      const object = cluster.store.find(key, namespace, name);
      if (object) cluster.store.remove(key, object);
      cluster.settle();
    },
    objects: (kind) => [...cluster.store.all(keyOf(cluster, kind))],
    forgetHistory: () => cluster.store.compact(),
  };
}
