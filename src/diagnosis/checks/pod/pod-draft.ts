import type { ObjectRef, Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { refKey } from '../../facts/refs.ts';
import { hasReadySibling, ownersOf, workloadOf } from '../../facts/workload.ts';
import { severityWhen } from '../draft.ts';
import type { Draft } from '../draft.ts';

/** What a pod check found; what follows from the pod itself is filled in by `podDraft`. */
export interface PodTrouble extends Pick<Draft, 'check' | 'title' | 'cause' | 'next' | 'evidence'> {
  severity?: Draft['severity'];
  related?: ObjectRef[];
  explainedBy?: ObjectRef[];
  /** Sister pods with the same text here share a story; the cause itself when left out. */
  sameAs?: string;
  onlyAsConsequence?: boolean;
  mayStarve?: boolean;
}

/** One condition of pods: undefined when the pod does not have it. */
export type PodCheck = (index: ClusterIndex, pod: Pod) => PodTrouble | undefined;

function severityFor(index: ClusterIndex, pod: Pod): Draft['severity'] {
  const { kind } = workloadOf(index, pod);
  const counts =
    kind === 'Deployment' || kind === 'ReplicaSet' || kind === 'StatefulSet' || kind === 'DaemonSet';
  return severityWhen(counts && !hasReadySibling(index, pod));
}

/** The node a pod sits on, as what might explain its trouble. */
export function nodeOf(index: ClusterIndex, pod: Pod): ObjectRef[] {
  const name = pod.spec.nodeName;
  return name ? [{ cluster: index.snapshot.cluster, kind: 'Node', namespace: '', name }] : [];
}

/** The pod's node where that is not ready: what then explains most of a pod's trouble. */
export function downNodeOf(index: ClusterIndex, pod: Pod): ObjectRef[] {
  const node = pod.spec.nodeName ? index.get('Node', '', pod.spec.nodeName) : undefined;
  const ready = node?.status.conditions.find(({ type }) => type === 'Ready');
  return ready && ready.status !== 'True' ? nodeOf(index, pod) : [];
}

/** Completes a pod's trouble: critical when no sister pod is ready, its owners related, sisters in the same group. */
export function podDraft(index: ClusterIndex, pod: Pod, trouble: PodTrouble): Draft {
  const { sameAs, severity, related = [], ...rest } = trouble;
  const workload = workloadOf(index, pod);
  return {
    ...rest,
    severity: severity ?? severityFor(index, pod),
    object: index.ref('Pod', pod),
    related: [...ownersOf(index, pod).filter(({ kind }) => kind !== 'Node'), ...related],
    group: `${refKey(workload)} ${trouble.check} ${sameAs ?? ''}`,
  };
}
