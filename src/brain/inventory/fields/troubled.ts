import { checkCluster, type ClusterIndex } from '#diagnosis';
import type { AnyObject, WatchedKind } from '#diagnosis/evidence';

/** Kinds whose own status does not tell whether calls get through them. */
export const DOORS: ReadonlySet<WatchedKind> = new Set<WatchedKind>([
  'Service',
  'Ingress',
  'Gateway',
  'HTTPRoute',
]);

/** Whether a check found trouble with an object, or trouble that it shares. */
export function isTroubled(index: ClusterIndex, kind: WatchedKind, object: AnyObject): boolean {
  const { name, namespace } = index.ref(kind, object);
  return checkCluster(index.snapshot)
    .filter(({ severity }) => severity !== 'info')
    .some(({ object: own, related }) =>
      [own, ...related].some((ref) => ref.kind === kind && ref.name === name && ref.namespace === namespace),
    );
}
