import type { Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { explainExitCode } from '../../facts/exit-code.ts';
import { kubectlDescribe, kubectlGet } from '../../facts/refs.ts';
import { DAY, MINUTE, SECOND, forHowLong, isWithin, sinceMs, spanInWords } from '../../facts/time.ts';
import { joinWords, oneLine, sentence } from '../../facts/wording.ts';
import { hasReadySibling, ownersOf } from '../../facts/workload.ts';
import { eventFacts, fact } from '../draft.ts';
import { containerCases, kubectlLogs } from './containers.ts';
import { downNodeOf, nodeOf } from './pod-draft.ts';
import type { PodTrouble } from './pod-draft.ts';

const GONE_WITH_NODE = new Set([
  'NodeShutdown',
  'Terminated',
  'Shutdown',
  'NodeAffinity',
  'Preempting',
  'NodeLost',
]);
const TERMINATING_GRACE = 60 * SECOND;

function endedAt(pod: Pod): string | undefined {
  const ends = containerCases(pod).map(({ status }) => status.state.terminated?.finishedAt);
  const changed = pod.status.conditions.find(({ type }) => type === 'DisruptionTarget' || type === 'Ready');
  return (
    ends.find(Boolean) ??
    changed?.lastTransitionTime ??
    pod.status.startTime ??
    pod.metadata.creationTimestamp
  );
}

/** A pod put off its node for lack of memory, disk or process ids, within the last day. */
export function checkEvicted(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  if (pod.status.phase !== 'Failed' || pod.status.reason !== 'Evicted') return undefined;
  if (!isWithin(endedAt(pod), DAY, index.now)) return undefined;
  const message = pod.status.message ?? '';
  const resource = /low on resource: ([\w-]+)|(ephemeral.storage|memory|pids|disk)/i.exec(message);
  const short = (resource?.[1] ?? resource?.[2] ?? '').toLowerCase();
  const node = pod.spec.nodeName ?? 'its node';
  const own = /exceeds the (?:total )?limit|exceeded its local ephemeral storage|usage of EmptyDir/i.test(
    message,
  );
  return {
    check: 'pod-evicted',
    title: short ? `evicted (${short})` : 'evicted',
    cause: sentence(
      own
        ? `the pod was evicted from ${node} for passing its own limit: ${message}`
        : `the pod was evicted from ${node}${short ? `, which ran low on ${short}` : ''}: ${message}`,
    ),
    severity: hasReadySibling(index, pod) ? 'warning' : undefined,
    evidence: [fact(index, index.ref('Pod', pod), `Failed, Evicted: ${message}`)],
    next: own
      ? `Raise the limit or write less. ${kubectlDescribe(index.ref('Pod', pod))}`
      : `See what uses up the node. kubectl describe node ${node}`,
    explainedBy: nodeOf(index, pod),
    related: nodeOf(index, pod),
    sameAs: `${node} ${short}`,
  };
}

/** A pod of no Job that ended in failure, within the last day. Pods lost with their node and replaced are no trouble. */
export function checkFailed(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const { phase, reason = '', message } = pod.status;
  if (phase !== 'Failed' || reason === 'Evicted') return undefined;
  const owners = ownersOf(index, pod);
  if (owners.some(({ kind }) => kind === 'Job')) return undefined;
  if (!isWithin(endedAt(pod), DAY, index.now)) return undefined;
  if (owners.length && (GONE_WITH_NODE.has(reason) || hasReadySibling(index, pod))) return undefined;
  const ended = containerCases(pod).find(({ status }) => (status.state.terminated?.exitCode ?? 0) !== 0);
  const ending = ended?.status.state.terminated;
  const ref = index.ref('Pod', pod);
  const why = ending
    ? `the container ${ended.status.name} ended with exit code ${ending.exitCode}: ${explainExitCode(ending.exitCode, ending.signal, ending.reason)}`
    : `${reason || 'it failed'}${message ? `: ${oneLine(message, 200)}` : ''}`;
  return {
    check: 'pod-failed',
    title: ending ? `failed (exit code ${ending.exitCode})` : `failed${reason ? ` (${reason})` : ''}`,
    cause: sentence(`the pod has failed and is not restarted: ${why}`),
    evidence: [
      fact(
        index,
        ref,
        `phase Failed${reason ? `, reason ${reason}` : ''}${ending ? `, exit code ${ending.exitCode}` : ''}`,
      ),
    ],
    next: ended ? `Read its log. ${kubectlLogs(ended)}` : kubectlDescribe(ref),
    sameAs: reason,
  };
}

/** A pod still there a minute after its grace period ended. */
export function checkTerminating(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const over = sinceMs(pod.metadata.deletionTimestamp, index.now);
  if (over === undefined || over < TERMINATING_GRACE) return undefined;
  const { finalizers } = pod.metadata;
  const held = finalizers.length
    ? `the ${finalizers.length === 1 ? 'finalizer' : 'finalizers'} ${joinWords(finalizers)} ${finalizers.length === 1 ? 'has' : 'have'} not been removed`
    : undefined;
  const running = containerCases(pod).filter(({ status }) => status.state.running);
  const stays = running.length
    ? `${running.map(({ words }) => words).join(', ')} still runs`
    : `the kubelet on ${pod.spec.nodeName ?? 'its node'} has not confirmed its end`;
  const ref = index.ref('Pod', pod);
  const killing = index
    .events('Pod', pod)
    .filter(({ reason }) => /FailedKillPod|FailedPreStopHook/.test(reason ?? ''));
  return {
    check: 'pod-stuck-terminating',
    title: 'stuck in Terminating',
    cause: sentence(`the pod should have been gone ${spanInWords(over)} ago: ${held ?? stays}`),
    severity: 'warning',
    evidence: [
      fact(
        index,
        ref,
        `deletionTimestamp ${pod.metadata.deletionTimestamp ?? ''}${finalizers.length ? `, finalizers ${finalizers.join(', ')}` : ''}`,
      ),
      ...eventFacts(index, 'Pod', pod)(killing, 1),
    ],
    next: held
      ? `Find the controller that owns the finalizer. ${kubectlGet(ref)}`
      : `Check the node ${pod.spec.nodeName ?? ''} and its kubelet. ${kubectlDescribe(ref)}`,
    explainedBy: held ? [] : downNodeOf(index, pod),
    sameAs: held ?? `${pod.spec.nodeName ?? ''}`,
  };
}

/** A pod that is only unready because its node is: told as part of the node's story. */
export function checkLostWithNode(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
  const node = pod.spec.nodeName ? index.get('Node', '', pod.spec.nodeName) : undefined;
  const nodeReady = node?.status.conditions.find(({ type }) => type === 'Ready');
  if (!node || nodeReady?.status === 'True' || ready?.status === 'True') return undefined;
  return {
    check: 'pod-lost-with-node',
    title: 'on a node that is not ready',
    cause: `The pod’s node ${node.metadata.name} has not been ready${forHowLong(nodeReady?.lastTransitionTime, index.now)}.`,
    evidence: [
      fact(index, index.ref('Pod', pod), `Ready is ${ready?.status ?? 'unknown'} on ${node.metadata.name}`),
    ],
    next: `kubectl describe node ${node.metadata.name}`,
    explainedBy: nodeOf(index, pod),
    sameAs: node.metadata.name,
    onlyAsConsequence: true,
  };
}

/** A pod whose containers are ready but which waits for a readiness gate. */
export function checkReadinessGate(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  const ready = pod.status.conditions.find(({ type }) => type === 'Ready');
  if (
    !pod.spec.readinessGates.length ||
    ready?.status !== 'False' ||
    isWithin(ready.lastTransitionTime, 2 * MINUTE, index.now)
  )
    return undefined;
  const closed = pod.spec.readinessGates
    .map(({ conditionType }) => conditionType)
    .filter((type) => !pod.status.conditions.some((one) => one.type === type && one.status === 'True'));
  const containersReady = pod.status.conditions.some(
    ({ type, status }) => type === 'ContainersReady' && status === 'True',
  );
  if (!closed.length || !containersReady) return undefined;
  const ref = index.ref('Pod', pod);
  return {
    check: 'pod-readiness-gate',
    title: 'waits for a readiness gate',
    cause: `All containers are ready, but the readiness ${closed.length === 1 ? 'gate' : 'gates'} ${joinWords(closed)} ${closed.length === 1 ? 'is' : 'are'} not set to True by the controller that owns it.`,
    evidence: [
      fact(index, ref, `Ready is False: ${ready.message ?? ready.reason ?? 'ReadinessGatesNotReady'}`),
    ],
    next: `Check that controller (often a load balancer’s). ${kubectlDescribe(ref)}`,
    sameAs: closed.join(),
  };
}
