import type { Cluster } from '../engine/cluster.ts';
import type { Fault } from '../engine/faults.ts';
import { remove } from '../engine/delete.ts';
import { amend, create, resourceFor } from '../engine/write.ts';
import type { Manifest } from '../engine/write.ts';
import { copyOf } from '../kube/json.ts';
import type { Kinds } from '../kube/kinds.ts';
import type { KubeObject } from '../kube/types.ts';
import { reconsiderNode } from '../controllers/node-life.ts';
import { reconsiderPods } from '../kubelet/kubelet.ts';

export interface Reference<K extends keyof Kinds> {
  resource: K;
  namespace?: string;
  name: string;
}

/** The hand that breaks things, remembering how to mend each. */
export interface Stage {
  cluster: Cluster;
  /** Changes an object; mending puts the changed parts back. */
  edit<K extends keyof Kinds>(reference: Reference<K>, change: (draft: Kinds[K]) => void): void;
  /** Creates an object; mending deletes it. */
  add(manifest: Manifest): KubeObject;
  /** Deletes an object; mending creates it again. */
  drop<K extends keyof Kinds>(reference: Reference<K>): void;
  /** Puts a hidden fault in force; mending clears it, or it ends by itself after so many milliseconds. */
  fault(fault: Fault, endsAfterMs?: number): void;
  /** Deletes the pods of an app, so that new ones meet the new circumstances. */
  restart(namespace: string, app: string): void;
  /** Has a status, which no controller keeps, put back when mending. */
  restoreStatus<K extends keyof Kinds>(reference: Reference<K>, status: unknown): void;
  /** Something else to do when mending. */
  onMend(mend: () => void): void;
  /** Undoes everything, last thing first. */
  mend(): void;
}

function without(object: KubeObject): Manifest {
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _created, ...metadata } = object.metadata;
  return copyOf({ ...object, metadata });
}

function restoreParts(draft: KubeObject, before: KubeObject): void {
  const keep = new Set(['metadata', 'status', 'kind', 'apiVersion']);
  for (const key of Object.keys(draft)) if (!keep.has(key) && !(key in before)) delete draft[key];
  for (const [key, value] of Object.entries(before)) if (!keep.has(key)) draft[key] = value;
  draft.metadata.labels = before.metadata.labels;
  draft.metadata.finalizers = before.metadata.finalizers;
}

function concerns(cluster: Cluster, fault: Fault): void {
  if ('node' in fault) reconsiderNode(cluster, fault.node);
  else if ('namespace' in fault) reconsiderPods(cluster, fault.namespace);
}

type Mends = (() => void)[];

function editing(cluster: Cluster, mends: Mends): Pick<Stage, 'edit' | 'add' | 'drop' | 'restoreStatus'> {
  return {
    edit(reference, change) {
      const before = cluster.store.get(reference.resource, reference.namespace, reference.name);
      if (!before) throw new Error(`there is no ${reference.resource} ${reference.name} to break`);
      amend(cluster, reference, change);
      mends.push(() => void amend(cluster, reference, (draft) => restoreParts(draft, copyOf(before))));
    },
    add(manifest) {
      const made = create(cluster, manifest);
      const { key } = resourceFor(cluster, made);
      mends.push(() => {
        const current = cluster.store.find(key, made.metadata.namespace, made.metadata.name);
        if (current?.metadata.uid === made.metadata.uid) remove(cluster, current, { graceSeconds: 0 });
      });
      return made;
    },
    drop({ resource, namespace, name }) {
      const object = cluster.store.find(resource, namespace, name);
      if (!object) return;
      cluster.store.remove(resource, object);
      mends.push(() => {
        if (!cluster.store.find(resource, namespace, name)) create(cluster, without(object));
      });
    },
    restoreStatus: (reference, status) =>
      void mends.push(() => void amend(cluster, reference, (draft) => void (draft.status = status))),
  };
}

/** A stage for one scenario; its id keeps its hidden faults apart from others'. */
export function createStage(cluster: Cluster, id: string): Stage {
  const mends: Mends = [];
  let faults = 0;
  return {
    cluster,
    ...editing(cluster, mends),
    fault(fault, endsAfterMs) {
      const key = `${id}/${faults++}`;
      const end = (): void => {
        cluster.faults.clear(key);
        concerns(cluster, fault);
      };
      cluster.faults.set(key, fault);
      concerns(cluster, fault);
      if (endsAfterMs !== undefined) cluster.timeline.after(`fault-ends/${key}`, endsAfterMs, end);
      mends.push(() => {
        cluster.timeline.cancel(`fault-ends/${key}`);
        end();
      });
    },
    restart(namespace, app) {
      for (const pod of cluster.store.list('pods', namespace)) {
        if (pod.metadata.labels?.app === app) remove(cluster, pod, { graceSeconds: 1 });
      }
    },
    onMend: (mend) => void mends.push(mend),
    mend() {
      for (const undo of mends.splice(0).reverse()) undo();
    },
  };
}
