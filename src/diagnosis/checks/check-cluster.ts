import type { AnyObject, ClusterSnapshot, ObjectRef, Pod, Service } from '../evidence/index.ts';
import type { Finding } from '../finding.ts';
import { indexCluster } from '../facts/cluster-index.ts';
import type { ClusterIndex } from '../facts/cluster-index.ts';
import { memoByIdentity } from '../facts/memo.ts';
import { refKey } from '../facts/refs.ts';
import { selectedPods } from '../facts/service-backing.ts';
import { lookUp, ownersOf, ownsPods, podsOf } from '../facts/workload.ts';
import type { Draft } from './draft.ts';
import { joinDrafts } from './join.ts';
import { rankFindings } from './rank.ts';
import { CHECKS, FAMILIES } from './registry.ts';

const HYGIENE: ReadonlySet<string> = new Set(CHECKS.filter(({ hygiene }) => hygiene).map(({ id }) => id));

/** In a namespace that is being deleted only what keeps it from ending is trouble. */
function outsideEnding(index: ClusterIndex, drafts: Draft[]): Draft[] {
  const ending = index.list('Namespace').filter(({ status }) => status.phase === 'Terminating');
  if (!ending.length) return drafts;
  const names = new Set(ending.map(({ metadata }) => metadata.name));
  return drafts.filter(
    ({ object, check }) => !names.has(object.namespace) || check === 'pod-stuck-terminating',
  );
}

/** Runs all checks on a snapshot: one finding a cause, worst first. Judges time by the snapshot's own moment. */
export const checkCluster: (snapshot: ClusterSnapshot) => Finding[] = memoByIdentity(
  (snapshot: ClusterSnapshot) => {
    const index = indexCluster(snapshot);
    const drafts = FAMILIES.flatMap(({ run }) => run(index));
    return rankFindings(joinDrafts(outsideEnding(index, drafts)), HYGIENE);
  },
);

/** The pods that stand behind an object: those it owns, or those a Service selects. */
function podsBehind(index: ClusterIndex, ref: ObjectRef, object: AnyObject): readonly Pod[] {
  if (ref.kind === 'Service') return selectedPods(index, object as Service);
  return ownsPods(ref.kind) ? podsOf(index, ref.kind, object) : [];
}

function family(index: ClusterIndex, ref: ObjectRef): ReadonlySet<string> {
  const object = lookUp(index, ref);
  if (!object) return new Set();
  const pods = podsBehind(index, ref, object).map((pod) => index.ref('Pod', pod));
  return new Set([...ownersOf(index, object).filter(({ kind }) => kind !== 'Node'), ...pods].map(refKey));
}

const UNRELATED = 4;

/** The findings that concern one object: its own first, then those it shares, then those of its owners and pods. */
export function checkObject(snapshot: ClusterSnapshot, ref: ObjectRef): Finding[] {
  const key = refKey(ref);
  const near = family(indexCluster(snapshot), ref);
  const distanceOf = ({ object, related }: Finding): number => {
    if (refKey(object) === key) return 0;
    if (related.some((one) => refKey(one) === key)) return 1;
    if (near.has(refKey(object))) return 2;
    return related.some((one) => near.has(refKey(one))) ? 3 : UNRELATED;
  };
  return checkCluster(snapshot)
    .map((finding) => ({ finding, distance: distanceOf(finding) }))
    .filter(({ distance }) => distance < UNRELATED)
    .sort((a, b) => a.distance - b.distance)
    .map(({ finding }) => finding);
}
