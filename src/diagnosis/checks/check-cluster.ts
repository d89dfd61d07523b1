import type { ClusterSnapshot, ObjectRef } from '../evidence/index.ts';
import type { Finding } from '../finding.ts';
import { indexCluster } from '../facts/cluster-index.ts';
import type { ClusterIndex } from '../facts/cluster-index.ts';
import { memoByIdentity } from '../facts/memo.ts';
import { refKey } from '../facts/refs.ts';
import { lookUp, ownersOf, podsOf } from '../facts/workload.ts';
import { joinDrafts } from './join.ts';
import { rankFindings } from './rank.ts';
import { CHECKS, FAMILIES } from './registry.ts';

const HYGIENE: ReadonlySet<string> = new Set(CHECKS.filter(({ hygiene }) => hygiene).map(({ id }) => id));

/** Runs all checks on a snapshot: one finding a cause, worst first. Judges time by the snapshot's own moment. */
export const checkCluster: (snapshot: ClusterSnapshot) => Finding[] = memoByIdentity(
  (snapshot: ClusterSnapshot) => {
    const index = indexCluster(snapshot);
    const drafts = FAMILIES.flatMap(({ run }) => run(index));
    return rankFindings(joinDrafts(drafts), HYGIENE);
  },
);

const OWNERS_OF_PODS = ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'] as const;
type OwnerOfPods = (typeof OWNERS_OF_PODS)[number];

function family(index: ClusterIndex, ref: ObjectRef): Set<string> {
  const object = lookUp(index, ref);
  if (!object) return new Set();
  const kind = OWNERS_OF_PODS.find((one) => one === ref.kind) satisfies OwnerOfPods | undefined;
  const owned = kind ? podsOf(index, kind, object).map((pod) => index.ref('Pod', pod)) : [];
  return new Set([...ownersOf(index, object).filter((one) => one.kind !== 'Node'), ...owned].map(refKey));
}

/** The findings that concern one object: its own first, then those it shares, then those of its owners and pods. */
export function checkObject(snapshot: ClusterSnapshot, ref: ObjectRef): Finding[] {
  const key = refKey(ref);
  const near = family(indexCluster(snapshot), ref);
  const closeness = ({ object, related }: Finding): number => {
    if (refKey(object) === key) return 0;
    if (related.some((one) => refKey(one) === key)) return 1;
    return near.has(refKey(object)) ? 2 : 3;
  };
  return checkCluster(snapshot)
    .map((finding) => ({ finding, distance: closeness(finding) }))
    .filter(({ distance }) => distance < 3)
    .sort((a, b) => a.distance - b.distance)
    .map(({ finding }) => finding);
}
