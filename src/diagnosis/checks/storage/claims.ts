import type {
  KubernetesEvent,
  ObjectRef,
  PersistentVolumeClaim,
  StorageClass,
} from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { closest } from '../../facts/closest.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { HOUR, MINUTE, SECOND, ageMs, eventTime, forHowLong, isWithin } from '../../facts/time.ts';
import { joinWords, oneLine } from '../../facts/wording.ts';
import { workloadOf } from '../../facts/workload.ts';
import { eventFacts, fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

const PENDING_GRACE = 60 * SECOND;
const DEFAULTS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/** Whether claims that name no class get this one. */
export function isDefaultClass({ metadata }: StorageClass): boolean {
  return DEFAULTS.some((key) => metadata.annotations[key] === 'true');
}

function usersOf(index: ClusterIndex, { metadata }: PersistentVolumeClaim) {
  return index
    .inNamespace('Pod', metadata.namespace)
    .filter(({ spec }) =>
      spec.volumes.some((volume) => volume.persistentVolumeClaim?.claimName === metadata.name),
    );
}

interface Reason {
  title: string;
  words: string;
  next: string;
  events?: readonly KubernetesEvent[];
}

function missingClass(index: ClusterIndex, name: string): Reason {
  const known = index.list('StorageClass').map(({ metadata }) => metadata.name);
  const near = closest(name, known);
  const exist = known.length
    ? `the cluster has ${joinWords(known)}${near ? `; ${near} may be meant` : ''}`
    : 'the cluster has none';
  return {
    title: `storage class ${name} does not exist`,
    words: `it asks for the storage class ${name}, which does not exist (${exist})`,
    next: 'Use a class that exists, or create it. kubectl get storageclass',
  };
}

const FAILED = /ProvisioningFailed|ClaimMisbound|FailedBinding/;

function failedProvisioning(index: ClusterIndex, claim: PersistentVolumeClaim): Reason | undefined {
  const events = index
    .events('PersistentVolumeClaim', claim)
    .filter((event) => FAILED.test(event.reason ?? '') && isWithin(eventTime(event), HOUR, index.now));
  const message = events[0]?.message;
  if (message === undefined) return undefined;
  return {
    title: 'volume cannot be provisioned',
    words: `provisioning fails: ${oneLine(message, 220)}`,
    next: 'Read the provisioner’s error and its log.',
    events,
  };
}

function noClass(index: ClusterIndex): Reason | undefined {
  const classes = index.list('StorageClass');
  if (classes.some(isDefaultClass)) return undefined;
  const known = classes.map(({ metadata }) => metadata.name);
  return {
    title: 'no storage class given and none is the default',
    words: `it names no storage class, and ${known.length ? `none of ${joinWords(known)} is the default` : 'the cluster has no storage class'}`,
    next: 'Name a class in the claim, or make one the default. kubectl get storageclass',
  };
}

function noVolume({ spec }: PersistentVolumeClaim): Reason {
  const size = spec.resources.requests.storage;
  return {
    title: 'no volume fits',
    words: `no PersistentVolume fits it (${size ?? 'any size'}, ${joinWords(spec.accessModes) || 'any access mode'}), and its class provisions none`,
    next: 'Create a matching PersistentVolume or use a class with a provisioner. kubectl get pv',
  };
}

const isStatic = (one: StorageClass | undefined) => one?.provisioner?.endsWith('no-provisioner') ?? true;

/** Why a claim stays pending; undefined when that is what its class promises. */
function pendingReason(index: ClusterIndex, claim: PersistentVolumeClaim): Reason | undefined {
  const name = claim.spec.storageClassName;
  if (!index.sees('StorageClass')) return failedProvisioning(index, claim);
  if (name === undefined) {
    const none = noClass(index);
    if (none) return none;
  }
  const known = name ? index.get('StorageClass', '', name) : undefined;
  const failed = failedProvisioning(index, claim);
  if (name && !known) return matchesVolume(index, name) ? failed : missingClass(index, name);
  if (failed && !/no persistent volumes available/.test(failed.words)) return failed;
  if (known?.volumeBindingMode === 'WaitForFirstConsumer' && !usersOf(index, claim).length) return undefined;
  if (name === '' || (known && isStatic(known))) return noVolume(claim);
  return slow(index, claim, known);
}

/** A class name without a StorageClass object is fine where volumes of that name are made by hand. */
function matchesVolume(index: ClusterIndex, name: string): boolean {
  return index.list('PersistentVolume').some(({ spec }) => spec.storageClassName === name);
}

function slow(
  index: ClusterIndex,
  claim: PersistentVolumeClaim,
  known: StorageClass | undefined,
): Reason | undefined {
  if (known?.volumeBindingMode === 'WaitForFirstConsumer') return undefined;
  if ((ageMs(claim, index.now) ?? 0) < 5 * MINUTE) return undefined;
  const by = known?.provisioner ? ` by ${known.provisioner}` : '';
  return {
    title: 'waits for its volume',
    words: `its volume has not been provisioned${by}${forHowLong(claim.metadata.creationTimestamp, index.now)}, and no event says why`,
    next: 'Check that the provisioner is running.',
  };
}

function draftOf(index: ClusterIndex, claim: PersistentVolumeClaim, reason: Reason): Draft {
  const ref = index.ref('PersistentVolumeClaim', claim);
  const users = usersOf(index, claim);
  const related: ObjectRef[] = users.flatMap((pod) => [index.ref('Pod', pod), workloadOf(index, pod)]);
  return {
    check: 'pvc-pending',
    severity: 'warning',
    object: ref,
    title: reason.title,
    cause: `PersistentVolumeClaim ${ref.name} is not bound: ${reason.words}.`,
    evidence: [
      fact(index, ref, `phase Pending, storageClassName ${claim.spec.storageClassName ?? 'not set'}`),
      ...eventFacts(index, 'PersistentVolumeClaim', claim)(reason.events ?? [], 1),
    ],
    next: `${reason.next} ${kubectlDescribe(ref)}`,
    related,
  };
}

function checkLost(index: ClusterIndex, claim: PersistentVolumeClaim): Draft {
  const ref = index.ref('PersistentVolumeClaim', claim);
  const users = usersOf(index, claim).map((pod) => index.ref('Pod', pod));
  const volume = claim.spec.volumeName ?? '';
  return {
    check: 'pvc-lost',
    severity: 'critical',
    object: ref,
    title: 'its volume is lost',
    cause: `PersistentVolumeClaim ${ref.name} was bound to the volume ${volume}, which no longer exists; its data may be gone.`,
    evidence: [fact(index, ref, `phase Lost, volumeName ${volume}`)],
    next: `Find out who deleted the volume before making a new claim. ${kubectlDescribe(ref)}`,
    related: users,
  };
}

/** A claim that does not get its volume, or has lost it. */
export function checkClaim(index: ClusterIndex, claim: PersistentVolumeClaim): Draft[] {
  if (claim.status.phase === 'Lost') return [checkLost(index, claim)];
  if (claim.status.phase !== 'Pending' || claim.metadata.deletionTimestamp) return [];
  if ((ageMs(claim, index.now) ?? PENDING_GRACE) < PENDING_GRACE) return [];
  const reason = pendingReason(index, claim);
  return reason ? [draftOf(index, claim, reason)] : [];
}
