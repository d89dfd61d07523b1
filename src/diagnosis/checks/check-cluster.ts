import type { AnyObject, ClusterSnapshot, ObjectRef, Pod, Service } from '../evidence/index.ts';
import type { Finding } from '../finding.ts';
import { indexCluster } from '../facts/cluster-index.ts';
import type { ClusterIndex } from '../facts/cluster-index.ts';
import { memoByIdentity } from '../facts/memo.ts';
import { refKey } from '../facts/refs.ts';
import { selectedPods } from '../facts/service-backing.ts';
import { lookUp, ownersOf, ownsPods, podsOf, workloadOf } from '../facts/workload.ts';
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

interface Family {
  /** The object's owners and the pods behind it. */
  near: ReadonlySet<string>;
  /** Pods of the same owners, which share its stories. */
  sisters: ReadonlySet<string>;
}

function family(index: ClusterIndex, ref: ObjectRef): Family {
  const object = lookUp(index, ref);
  if (!object) return { near: new Set(), sisters: new Set() };
  const behind = podsBehind(index, ref, object);
  const pods = behind.map((pod) => index.ref('Pod', pod));
  const owners = ownersOf(index, object).filter(({ kind }) => kind !== 'Node');
  const served = ref.kind === 'Service' ? behind.map((pod) => workloadOf(index, pod)) : [];
  const sisters = owners.flatMap((owner) => {
    const found = lookUp(index, owner);
    return found && ownsPods(owner.kind) ? podsOf(index, owner.kind, found) : [];
  });
  return {
    near: new Set([...owners, ...pods, ...served].map(refKey)),
    sisters: new Set(sisters.map((pod) => refKey(index.ref('Pod', pod)))),
  };
}

const UNRELATED = 5;

/** The findings that concern one object: its own first, then those of its owners and pods, then those it shares with others. */
export function checkObject(snapshot: ClusterSnapshot, ref: ObjectRef): Finding[] {
  const key = refKey(ref);
  const { near, sisters } = family(indexCluster(snapshot), ref);
  const distanceOf = ({ object, related }: Finding): number => {
    const own = refKey(object);
    if (own === key) return 0;
    const isNamed = related.some((one) => refKey(one) === key);
    if (isNamed && (near.has(own) || sisters.has(own))) return 1;
    if (near.has(own)) return 2;
    if (isNamed) return 3;
    return related.some((one) => near.has(refKey(one))) ? 4 : UNRELATED;
  };
  return checkCluster(snapshot)
    .map((finding) => ({ finding, distance: distanceOf(finding) }))
    .filter(({ distance }) => distance < UNRELATED)
    .sort((a, b) => a.distance - b.distance)
    .map(({ finding }) => finding);
}
