import type { ObjectRef, Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { explainScheduling } from '../../facts/scheduling.ts';
import type { SchedulingReason } from '../../facts/scheduling.ts';
import { MINUTE, SECOND, ageMs, eventTime, isWithin, spanInWords } from '../../facts/time.ts';
import { joinWords, sentence } from '../../facts/wording.ts';
import { workloadOf } from '../../facts/workload.ts';
import { eventFacts, fact } from '../draft.ts';
import type { PodTrouble } from './pod-draft.ts';

const GATE_GRACE = 10 * MINUTE;
const NO_VERDICT_GRACE = 60 * SECOND;

/** Workloads that should run all the time; the pods of others may well queue for hours. */
const STEADY = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']);

const NEXT: Record<SchedulingReason['kind'], string> = {
  resource: 'Lower the pod’s requests, free room, or add a node that is large enough.',
  taint: 'Add the toleration if the pod belongs there, or use nodes without the taint.',
  cordoned: 'Uncordon a node, or add one.',
  rules: 'Correct the node selector or affinity, or label a node accordingly.',
  'anti-affinity': 'Add nodes, run fewer replicas, or make the rule preferred instead of required.',
  affinity: 'Start the pods it wants to be near first, or relax the rule.',
  spread: 'Add nodes in the missing domain, or relax whenUnsatisfiable.',
  volume: 'Look at the claim that the pod uses.',
  other: 'Read the scheduler’s verdict in the pod’s events.',
};

function claimsOf(index: ClusterIndex, pod: Pod): ObjectRef[] {
  const { cluster } = index.snapshot;
  const { namespace } = pod.metadata;
  return pod.spec.volumes.flatMap(({ persistentVolumeClaim: claim }) =>
    claim ? [{ cluster, kind: 'PersistentVolumeClaim', namespace, name: claim.claimName }] : [],
  );
}

const NODE_DOWN = /not ready|unreachable|short of|cordoned/;

function downNodes(index: ClusterIndex, reasons: readonly SchedulingReason[]): ObjectRef[] {
  if (!reasons.some(({ words }) => NODE_DOWN.test(words))) return [];
  const down = index
    .list('Node')
    .filter(
      (node) =>
        node.spec.unschedulable || node.spec.taints.some(({ key }) => key.startsWith('node.kubernetes.io/')),
    );
  return down.map((node) => index.ref('Node', node));
}

function verdictOn(index: ClusterIndex, pod: Pod) {
  const condition = pod.status.conditions.find(
    ({ type, status }) => type === 'PodScheduled' && status === 'False',
  );
  const events = index.events('Pod', pod).filter(({ reason }) => reason === 'FailedScheduling');
  const refused = condition?.reason === 'Unschedulable' || (!condition && events.length > 0);
  return refused
    ? { message: condition?.message || (events[0]?.message ?? ''), condition, events }
    : undefined;
}

/** A pod that no node takes, with the scheduler's verdict taken apart. */
export function checkUnschedulable(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  if (pod.spec.nodeName || pod.status.phase !== 'Pending') return undefined;
  const verdict = verdictOn(index, pod);
  if (!verdict) return undefined;
  const { words, reasons } = explainScheduling(index, pod, verdict.message);
  const ref = index.ref('Pod', pod);
  const scaling = index
    .events('Pod', pod)
    .find(
      (event) => event.reason === 'TriggeredScaleUp' && isWithin(eventTime(event), 10 * MINUTE, index.now),
    );
  const claims = reasons.some(({ kind }) => kind === 'volume') ? claimsOf(index, pod) : [];
  const tell = eventFacts(index, 'Pod', pod);
  return {
    check: 'pod-unschedulable',
    title: scaling ? 'waits for a new node' : 'cannot be scheduled',
    cause: sentence(scaling ? `${words}; the autoscaler is adding a node` : words),
    severity: scaling ? 'info' : undefined,
    evidence: [
      fact(index, ref, `PodScheduled is False: ${verdict.message || 'Unschedulable'}`),
      ...tell(scaling ? [scaling] : verdict.events, 1),
    ],
    next: `${NEXT[reasons[0]?.kind ?? 'other']} ${kubectlDescribe(ref)}`,
    explainedBy: [...claims, ...downNodes(index, reasons)],
    related: claims,
    sameAs: reasons.map(({ kind }) => kind).join(),
  };
}

/** A pod held back by scheduling gates for longer than a queue would take. */
export function checkGated(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const gates = pod.spec.schedulingGates.map(({ name }) => name);
  const age = ageMs(pod, index.now) ?? 0;
  if (!gates.length || pod.spec.nodeName || age < GATE_GRACE) return undefined;
  const ref = index.ref('Pod', pod);
  return {
    check: 'pod-scheduling-gated',
    severity: STEADY.has(workloadOf(index, pod).kind) ? undefined : 'info',
    title: 'held back by a scheduling gate',
    cause: `The pod is not offered to the scheduler until its ${gates.length === 1 ? 'gate' : 'gates'} ${joinWords(gates)} ${gates.length === 1 ? 'is' : 'are'} removed; it has waited ${spanInWords(age)}.`,
    evidence: [fact(index, ref, `spec.schedulingGates: ${gates.join(', ')}`)],
    next: `See whether the controller that set the gate is running. ${kubectlDescribe(ref)}`,
    sameAs: gates.join(),
  };
}

/** A pending pod that no scheduler has looked at: a scheduler by that name does not run, or none does. */
export function checkIgnoredByScheduler(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const age = ageMs(pod, index.now) ?? 0;
  const gated = pod.spec.schedulingGates.length > 0;
  const judged = pod.status.conditions.some(({ type }) => type === 'PodScheduled');
  if (pod.status.phase !== 'Pending' || pod.spec.nodeName || gated || judged || age < NO_VERDICT_GRACE)
    return undefined;
  const scheduler = pod.spec.schedulerName ?? 'default-scheduler';
  const ref = index.ref('Pod', pod);
  const special = scheduler !== 'default-scheduler';
  return {
    check: 'pod-not-scheduled',
    title: 'no scheduler has looked at it',
    cause: special
      ? `The pod asks for the scheduler ${scheduler}, and none of that name has looked at it in ${spanInWords(age)}.`
      : `The scheduler has not looked at the pod in ${spanInWords(age)}; it may not be running.`,
    evidence: [fact(index, ref, `Pending without a PodScheduled condition; schedulerName is ${scheduler}`)],
    next: special
      ? `Correct schedulerName or start that scheduler. ${kubectlDescribe(ref)}`
      : 'kubectl -n kube-system get pods -l component=kube-scheduler',
    sameAs: scheduler,
  };
}
