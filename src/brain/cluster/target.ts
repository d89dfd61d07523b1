import type { AnyObject, ObjectOf, ObjectRef, Pod, WatchedKind } from '#diagnosis/evidence';
import { WATCHED_KINDS } from '#diagnosis/evidence';
import type { SkillContext } from '../skills/skill.ts';
import { indexCluster, isPodFinished, ownsPods, podsOf, selectorOf, type ClusterIndex } from './facts.ts';

/** An object that the watch cache holds, with the index of its cluster. */
export interface Target {
  ref: ObjectRef;
  kind: WatchedKind;
  object: AnyObject;
  index: ClusterIndex;
}

const isWatched = (kind: string): kind is WatchedKind => (WATCHED_KINDS as string[]).includes(kind);

/** The index of a cluster; undefined when it is out of reach. */
export function indexOf(context: SkillContext, cluster: string): ClusterIndex | undefined {
  const snapshot = context.snapshot(cluster);
  return snapshot === undefined ? undefined : indexCluster(snapshot);
}

/** The object behind a reference; undefined when its cluster is out of reach, its kind is not watched, or it is gone. */
export function targetOf(context: SkillContext, ref: ObjectRef): Target | undefined {
  const index = indexOf(context, ref.cluster);
  if (index === undefined || !isWatched(ref.kind)) return undefined;
  const object = index.get(ref.kind, ref.namespace, ref.name);
  return object === undefined ? undefined : { ref, kind: ref.kind, object, index };
}

/** The typed object of a target when it is of that kind. */
export function as<K extends WatchedKind>(kind: K, target: Target): ObjectOf<K> | undefined {
  return target.kind === kind ? target.index.get(kind, target.ref.namespace, target.ref.name) : undefined;
}

function podsBehind({ index, ref }: Target, service: ObjectOf<'Service'>): Pod[] {
  const { selector } = service.spec;
  return Object.keys(selector).length === 0 ? [] : index.select(ref.namespace, selectorOf(selector));
}

/** The pods that an object is about: itself, the workload's, those that a service selects, those on a node, in a namespace. */
export function podsFor(target: Target): readonly Pod[] {
  const { kind, index, ref } = target;
  const pod = as('Pod', target);
  if (pod !== undefined) return [pod];
  const service = as('Service', target);
  if (service !== undefined) return podsBehind(target, service);
  if (ownsPods(kind)) return podsOf(index, kind, target.object);
  if (kind === 'Node') return index.podsOn(ref.name);
  return kind === 'Namespace' ? index.inNamespace('Pod', ref.name) : [];
}

const alive = (pod: Pod): boolean => !isPodFinished(pod) && pod.metadata.deletionTimestamp === undefined;

/** The pods that should be serving now. */
export const livePods = (pods: readonly Pod[]): Pod[] => pods.filter(alive);
