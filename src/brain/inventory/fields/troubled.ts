import { checkCluster, type ClusterIndex } from '#diagnosis';
import type { AnyObject, WatchedKind } from '#diagnosis/evidence';

/** Kinds whose own status does not tell whether calls get through them: they share the trouble of what they lead to. */
const DOORS: ReadonlySet<WatchedKind> = new Set<WatchedKind>(['Service', 'Ingress', 'Gateway', 'HTTPRoute']);

/** Kinds that only the checks judge. */
const CHECKED: ReadonlySet<WatchedKind> = new Set<WatchedKind>([...DOORS, 'ResourceQuota']);

/** Whether objects of a kind can be judged well or unwell; a pod is judged by its own state alone. */
export const isJudged = (kind: WatchedKind, hasOwnHealth: boolean): boolean =>
  CHECKED.has(kind) || (hasOwnHealth && kind !== 'Pod');

/** Whether a check found trouble with an object, or with what it leads to. */
export function isTroubled(index: ClusterIndex, kind: WatchedKind, object: AnyObject): boolean {
  const { name, namespace } = index.ref(kind, object);
  return checkCluster(index.snapshot)
    .filter(({ severity }) => severity !== 'info')
    .some(({ object: own, related }) =>
      (DOORS.has(kind) ? [own, ...related] : [own]).some(
        (ref) => ref.kind === kind && ref.name === name && ref.namespace === namespace,
      ),
    );
}
