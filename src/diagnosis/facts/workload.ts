import type { AnyObject, ObjectRef, Pod, WatchedKind } from '../evidence/index.ts';
import type { ClusterIndex } from './cluster-index.ts';
import { isPodFinished, isPodReady } from './pod-status.ts';
import { refKey } from './refs.ts';

const OWNER_KINDS = ['ReplicaSet', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;

/** Whether objects of a kind own pods, themselves or through what they own. */
export const ownsPods = (kind: string): kind is (typeof OWNER_KINDS)[number] =>
  (OWNER_KINDS as readonly string[]).includes(kind);

/** The object's controller, as a reference; undefined for one that stands alone. */
function controllerOf(index: ClusterIndex, object: AnyObject): ObjectRef | undefined {
  const { ownerReferences, namespace } = object.metadata;
  const owner = ownerReferences.find(({ controller }) => controller) ?? ownerReferences[0];
  if (!owner) return undefined;
  const home = owner.kind === 'Node' ? '' : namespace;
  return { cluster: index.snapshot.cluster, kind: owner.kind, namespace: home, name: owner.name };
}

/** The object behind a reference, when its kind is watched and it is there. */
export function lookUp(index: ClusterIndex, { kind, namespace, name }: ObjectRef): AnyObject | undefined {
  return kind in index.snapshot.objects ? index.get(kind as WatchedKind, namespace, name) : undefined;
}

/** The chain of owners, nearest first: ReplicaSet, Deployment. */
export function ownersOf(index: ClusterIndex, object: AnyObject): ObjectRef[] {
  const owners: ObjectRef[] = [];
  let current: AnyObject | undefined = object;
  while (current && owners.length < 5) {
    const owner: ObjectRef | undefined = controllerOf(index, current);
    if (!owner) break;
    owners.push(owner);
    current = lookUp(index, owner);
  }
  return owners;
}

/** What a person would call the pod's workload: the topmost known owner, or the pod itself. */
export function workloadOf(index: ClusterIndex, pod: Pod): ObjectRef {
  const owners = ownersOf(index, pod).filter(({ kind }) => ownsPods(kind));
  return owners.at(-1) ?? index.ref('Pod', pod);
}

/** All pods that belong to a workload, through its ReplicaSets or Jobs. */
export function podsOf(index: ClusterIndex, kind: WatchedKind, workload: AnyObject): readonly Pod[] {
  if (kind === 'Deployment') {
    return index.ownedBy('ReplicaSet', workload).flatMap((set) => [...index.ownedBy('Pod', set)]);
  }
  if (kind === 'CronJob') {
    return index.ownedBy('Job', workload).flatMap((job) => [...index.ownedBy('Pod', job)]);
  }
  return index.ownedBy('Pod', workload);
}

/** The pod's workload and all its pods, itself included. */
function siblingsOf(index: ClusterIndex, pod: Pod): readonly Pod[] {
  const workload = workloadOf(index, pod);
  const object = lookUp(index, workload);
  if (object && workload.kind !== 'Pod') return podsOf(index, workload.kind as WatchedKind, object);
  const key = refKey(workload);
  return index
    .inNamespace('Pod', pod.metadata.namespace)
    .filter(
      (other) => other === pod || (workload.kind !== 'Pod' && refKey(workloadOf(index, other)) === key),
    );
}

/** Whether any live pod of the pod's workload is ready: the difference between degraded and down. */
export function hasReadySibling(index: ClusterIndex, pod: Pod): boolean {
  return siblingsOf(index, pod).some((other) => isPodReady(other) && !isPodFinished(other));
}
