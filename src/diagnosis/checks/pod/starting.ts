import type { KubernetesEvent, Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { MINUTE, SECOND, eventTime, isOlderThan, isWithin, sinceMs, spanInWords } from '../../facts/time.ts';
import { oneLine, sentence } from '../../facts/wording.ts';
import { eventFacts, fact } from '../draft.ts';
import { explainMissing } from './missing-reference.ts';
import { downNodeOf } from './pod-draft.ts';
import type { PodTrouble } from './pod-draft.ts';

const CREATING = new Set(['ContainerCreating', 'PodInitializing']);
const MOUNT_GRACE = 30 * SECOND;
const SILENT_GRACE = 5 * MINUTE;
const FAILURES =
  /^(FailedMount|FailedAttachVolume|FailedMapVolume|FailedCreatePodSandBox|FailedCreatePodContainer|FailedSync|NetworkNotReady)$/;

/** Whether the pod has a node but none of its containers has begun. */
function isCreating(pod: Pod): boolean {
  const { containerStatuses, initContainerStatuses, phase } = pod.status;
  if (phase !== 'Pending' || !pod.spec.nodeName) return false;
  const all = [...initContainerStatuses, ...containerStatuses];
  return all.every(
    ({ state, restartCount }) =>
      restartCount === 0 &&
      !state.running &&
      !state.terminated &&
      CREATING.has(state.waiting?.reason ?? 'ContainerCreating'),
  );
}

interface StartTrouble {
  title: string;
  words: string;
  next: string;
}

function mountWords(message: string): string {
  if (/timed out waiting/i.test(message)) {
    const volumes = /(?:unmounted|unattached) volumes=\[([^\]]*)\]/.exec(message)?.[1];
    return volumes
      ? `the volume ${volumes} could not be mounted in time`
      : 'a volume could not be mounted in time';
  }
  if (/Multi-Attach/i.test(message))
    return 'its volume is still attached to another node and can be attached to one only';
  if (/access denied|mount failed: exit status 32/i.test(message))
    return `mounting a volume is refused (${oneLine(message, 160)})`;
  return `a volume cannot be mounted (${oneLine(message, 200)})`;
}

function sandboxWords(message: string): string {
  if (/cni|network/i.test(message)) return `its network cannot be set up (${oneLine(message, 180)})`;
  return `its sandbox cannot be created (${oneLine(message, 180)})`;
}

function explain({ reason = '', message = '' }: KubernetesEvent): StartTrouble {
  if (/Volume|Mount/.test(reason)) {
    return {
      title: 'volume cannot be mounted',
      words: mountWords(message),
      next: 'Check the claim, the volume and the storage driver on that node.',
    };
  }
  if (/SandBox|Network/.test(reason)) {
    return {
      title: 'pod network or sandbox fails',
      words: sandboxWords(message),
      next: 'Check the network plugin’s pods on that node.',
    };
  }
  return { title: 'cannot be started', words: oneLine(message, 200), next: 'Read the pod’s events.' };
}

function withEvent(index: ClusterIndex, pod: Pod, event: KubernetesEvent): PodTrouble {
  const missing = explainMissing(index, pod, event.message ?? '');
  const { title, words, next } = missing ?? explain(event);
  const claims = pod.spec.volumes.flatMap(({ persistentVolumeClaim: claim }) =>
    claim ? [claim.claimName] : [],
  );
  const { cluster } = index.snapshot;
  return {
    check: missing ? 'pod-missing-reference' : 'pod-stuck-creating',
    title,
    cause: sentence(`the pod cannot start on ${pod.spec.nodeName ?? 'its node'}: ${words}`),
    evidence: eventFacts(index, 'Pod', pod)([event]),
    next: missing?.next ?? `${next} ${kubectlDescribe(index.ref('Pod', pod))}`,
    related: missing?.related,
    explainedBy: [
      ...downNodeOf(index, pod),
      ...claims.map((name) => ({
        cluster,
        kind: 'PersistentVolumeClaim',
        namespace: pod.metadata.namespace,
        name,
      })),
    ],
    sameAs: missing?.words ?? title,
  };
}

/** A pod with a node whose containers do not get created: a volume, the network, or no reason given. */
export function checkCreating(index: ClusterIndex, pod: Pod): PodTrouble | undefined {
  if (!isCreating(pod)) return undefined;
  const since = pod.status.startTime ?? pod.metadata.creationTimestamp;
  if (!isOlderThan(since, MOUNT_GRACE, index.now)) return undefined;
  const failures = index
    .events('Pod', pod)
    .filter(
      (event) => FAILURES.test(event.reason ?? '') && isWithin(eventTime(event), 30 * MINUTE, index.now),
    );
  const telling =
    failures.find((event) => explainMissing(index, pod, event.message ?? '')) ??
    failures.find(({ message }) => !/timed out/i.test(message ?? '')) ??
    failures[0];
  if (telling) return withEvent(index, pod, telling);
  const span = sinceMs(since, index.now) ?? 0;
  if (span < SILENT_GRACE) return undefined;
  const ref = index.ref('Pod', pod);
  return {
    check: 'pod-stuck-creating',
    title: 'stuck in ContainerCreating',
    cause: `The pod has been on ${pod.spec.nodeName ?? 'its node'} for ${spanInWords(span)} without its containers being created, and no event says why.`,
    evidence: [fact(index, ref, `phase Pending since ${since ?? '?'}, containers not created`)],
    next: `Look at the kubelet and the container runtime on that node. ${kubectlDescribe(ref)}`,
    explainedBy: downNodeOf(index, pod),
    sameAs: 'silent',
  };
}
