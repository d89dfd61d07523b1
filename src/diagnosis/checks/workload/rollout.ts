import type { Condition, DaemonSet, Deployment, ObjectRef, Pod, StatefulSet } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { isPodFinished, isPodReady, podStatus } from '../../facts/pod-status.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { MINUTE, isOlderThan } from '../../facts/time.ts';
import { joinWords, plural } from '../../facts/wording.ts';
import { podsOf } from '../../facts/workload.ts';
import { fact, severityWhen } from '../draft.ts';
import type { Draft } from '../draft.ts';

const START_GRACE = 5 * MINUTE;

const conditionOf = (conditions: readonly Condition[], type: string) =>
  conditions.find((condition) => condition.type === type);

function troubled(pods: readonly Pod[]): Pod[] {
  return pods.filter((pod) => !isPodReady(pod) && pod.status.phase !== 'Succeeded');
}

/** "2 are CrashLoopBackOff, 1 is Pending": what the unready pods are. */
function states(pods: readonly Pod[]): string {
  const counts = new Map<string, number>();
  for (const pod of pods.filter((one) => !isPodFinished(one))) {
    const state = podStatus(pod) === 'Running' ? 'running but not ready' : podStatus(pod);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  return joinWords([...counts].map(([state, count]) => `${count} ${count === 1 ? 'is' : 'are'} ${state}`));
}

interface Shortfall {
  ref: ObjectRef;
  check: string;
  title: string;
  /** Before the colon: "Deployment cart has 1 of 3 pods available". */
  what: string;
  pods: readonly Pod[];
  down: boolean;
  /** Worth telling when no pod has a finding of its own. */
  standsAlone: boolean;
  says: string;
  explainedBy?: ObjectRef[];
}

function shortfallDraft(index: ClusterIndex, shortfall: Shortfall): Draft {
  const { ref, check, title, what, says, standsAlone } = shortfall;
  const pods = troubled(shortfall.pods);
  const seen = index.sees('Pod', ref.namespace);
  const why =
    states(pods) ||
    (seen ? 'no pod exists to fill the gap' : 'its pods may not be seen, so the reason is not known');
  return {
    check,
    severity: severityWhen(shortfall.down),
    object: ref,
    title,
    cause: `${what}: ${why}.`,
    evidence: [fact(index, ref, says)],
    next: kubectlDescribe(ref),
    explainedBy: [...(shortfall.explainedBy ?? []), ...pods.map((pod) => index.ref('Pod', pod))],
    onlyAsConsequence: !standsAlone,
  };
}

function checkDeployment(index: ClusterIndex, deployment: Deployment): Draft[] {
  const { spec, status } = deployment;
  if (status.availableReplicas >= spec.replicas) return checkStalled(index, deployment);
  const progressing = conditionOf(status.conditions, 'Progressing');
  const available = conditionOf(status.conditions, 'Available');
  const overdue = progressing?.reason === 'ProgressDeadlineExceeded';
  const unavailable =
    available?.status === 'False' && isOlderThan(available.lastTransitionTime, START_GRACE, index.now);
  const ref = index.ref('Deployment', deployment);
  const { name } = ref;
  const count = `${status.availableReplicas} of ${plural(spec.replicas, 'pod')} available`;
  return [
    shortfallDraft(index, {
      ref,
      check: overdue ? 'deployment-progress-deadline' : 'deployment-unavailable',
      title: overdue ? 'rollout is stuck' : count,
      what: overdue
        ? `The rollout of ${name} is past its progress deadline with ${count}`
        : `Deployment ${name} has ${count}`,
      pods: podsOf(index, 'Deployment', deployment),
      down: status.availableReplicas === 0,
      standsAlone: overdue || unavailable,
      says: `${count}${progressing ? `; Progressing is ${progressing.status} (${progressing.reason ?? ''})` : ''}`,
      explainedBy: index.ownedBy('ReplicaSet', deployment).map((set) => index.ref('ReplicaSet', set)),
    }),
  ];
}

/** All pods available and yet the rollout does not end: the new ReplicaSet cannot come up. */
function checkStalled(index: ClusterIndex, deployment: Deployment): Draft[] {
  const { spec, status } = deployment;
  const progressing = conditionOf(status.conditions, 'Progressing');
  if (spec.replicas === 0 || progressing?.reason !== 'ProgressDeadlineExceeded') return [];
  const ref = index.ref('Deployment', deployment);
  return [
    shortfallDraft(index, {
      ref,
      check: 'deployment-progress-deadline',
      title: 'rollout is stuck',
      what: `The rollout of ${ref.name} is past its progress deadline with ${status.updatedReplicas} of ${spec.replicas} pods updated; the old pods still serve`,
      pods: podsOf(index, 'Deployment', deployment),
      down: false,
      standsAlone: true,
      says: `Progressing is False (ProgressDeadlineExceeded): ${progressing.message ?? ''}`,
      explainedBy: index.ownedBy('ReplicaSet', deployment).map((set) => index.ref('ReplicaSet', set)),
    }),
  ];
}

/** With OrderedReady, one pod that is not ready holds back all with a higher ordinal. */
function blocker(set: StatefulSet, pods: readonly Pod[]): string {
  const first = troubled(pods).toSorted((a, b) => ordinal(a) - ordinal(b))[0];
  const missing = set.spec.replicas - pods.length;
  if (!first || missing <= 0 || set.spec.podManagementPolicy === 'Parallel') return '';
  return ` (${first.metadata.name} is not ready and holds back the ${plural(missing, 'pod')} after it)`;
}

const ordinal = (pod: Pod) => Number(/-(\d+)$/.exec(pod.metadata.name)?.[1] ?? 0);

function checkStatefulSet(index: ClusterIndex, set: StatefulSet): Draft[] {
  const { spec, status } = set;
  if (status.readyReplicas >= spec.replicas) return [];
  const ref = index.ref('StatefulSet', set);
  const pods = podsOf(index, 'StatefulSet', set);
  const count = `${status.readyReplicas} of ${plural(spec.replicas, 'pod')} ready`;
  const oldest = troubled(pods).some((pod) =>
    isOlderThan(pod.metadata.creationTimestamp, START_GRACE, index.now),
  );
  const draft = shortfallDraft(index, {
    ref,
    check: 'statefulset-not-ready',
    title: count,
    what: `StatefulSet ${ref.name} has ${count}${blocker(set, pods)}`,
    pods,
    down: status.readyReplicas === 0,
    standsAlone: oldest,
    says: `${count}, ${plural(status.replicas, 'pod')} created`,
    explainedBy: [ref],
  });
  return [draft];
}

/** A StatefulSet whose governing Service is missing: its pods get no names of their own in DNS. */
function checkGoverningService(index: ClusterIndex, set: StatefulSet): Draft[] {
  const { namespace, name } = set.metadata;
  const service = set.spec.serviceName;
  if (!service || set.spec.replicas === 0 || !index.sees('Service', namespace)) return [];
  if (index.get('Service', namespace, service)) return [];
  const ref = index.ref('StatefulSet', set);
  return [
    {
      check: 'statefulset-service-missing',
      severity: 'warning',
      object: ref,
      title: `service ${service} is missing`,
      explainsNothing: true,
      cause: `StatefulSet ${name} names the Service ${service}, which does not exist in ${namespace}, so its pods have no DNS names of their own.`,
      evidence: [fact(index, ref, `spec.serviceName is ${service}; no Service of that name in ${namespace}`)],
      next: `Create the headless Service ${service}. kubectl -n ${namespace} get service`,
    },
  ];
}

function checkDaemonSet(index: ClusterIndex, set: DaemonSet): Draft[] {
  const { desiredNumberScheduled: wanted, numberReady: ready } = set.status;
  if (ready >= wanted) return [];
  const ref = index.ref('DaemonSet', set);
  const pods = podsOf(index, 'DaemonSet', set);
  const count = `${ready} of ${plural(wanted, 'pod')} ready`;
  return [
    shortfallDraft(index, {
      ref,
      check: 'daemonset-not-ready',
      title: count,
      what: `DaemonSet ${ref.name} has ${count}`,
      pods,
      down: ready === 0,
      standsAlone: troubled(pods).some((pod) =>
        isOlderThan(pod.metadata.creationTimestamp, START_GRACE, index.now),
      ),
      says: `${count} on ${plural(wanted, 'node')}`,
    }),
  ];
}

/** Deployments, StatefulSets and DaemonSets with fewer pods than they should have for longer than starting takes. */
export function checkRollouts(index: ClusterIndex): Draft[] {
  return [
    ...index.list('Deployment').flatMap((one) => checkDeployment(index, one)),
    ...index
      .list('StatefulSet')
      .flatMap((one) => [...checkStatefulSet(index, one), ...checkGoverningService(index, one)]),
    ...index.list('DaemonSet').flatMap((one) => checkDaemonSet(index, one)),
  ];
}
