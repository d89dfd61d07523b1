import type {
  AnyObject,
  HorizontalPodAutoscaler,
  Node,
  ObjectOf,
  Pod,
  ResourceQuota,
  Secret,
  WatchedKind,
} from '#diagnosis/evidence';
import { parseQuantity, podsOf } from '#diagnosis';
import { hasPressure, isNodeReady, usersOf } from './fields/cluster-objects.ts';
import { getterFor } from './fields/field-table.ts';
import { jobStatus } from './fields/jobs.ts';
import type { Scope } from './fields/scope.ts';
import { countsOf } from './fields/workloads.ts';
import { POD_STATES } from './status-of-pods.ts';
import { STATUS_WORDS, type StatusWord } from './status-words.ts';

type Test<K extends WatchedKind> = (object: ObjectOf<K>, scope: Scope) => boolean;
type States<K extends WatchedKind> = Partial<Record<StatusWord, Test<K>>>;

const MONTH = 30 * 24 * 3_600_000;

const pod: States<'Pod'> = Object.fromEntries(
  Object.entries(POD_STATES).map(([state, test]) => [
    state,
    (object: Pod, { now }: Scope) => test(object, now),
  ]),
);

const workload = (kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet'): States<typeof kind> => {
  const ofPods = Object.fromEntries(
    Object.entries(POD_STATES).map(([state, test]) => [
      state,
      (object: AnyObject, { index, now }: Scope) => podsOf(index, kind, object).some((one) => test(one, now)),
    ]),
  );
  return {
    ...ofPods,
    running: (object) => countsOf(kind, object).ready > 0,
    updating: (object) =>
      (countsOf(kind, object).updated ?? countsOf(kind, object).wanted) < countsOf(kind, object).wanted,
    'scaled-to-zero': (object) => countsOf(kind, object).wanted === 0,
    failed: (object, { index }) =>
      countsOf(kind, object).wanted > 0 &&
      countsOf(kind, object).ready === 0 &&
      podsOf(index, kind, object).length > 0,
    active: (object) => countsOf(kind, object).wanted > 0,
  };
};

const node: States<'Node'> = {
  cordoned: ({ spec }) => spec.unschedulable === true,
  schedulable: ({ spec }) => !spec.unschedulable,
  'memory-pressure': (one: Node) => hasPressure(one, 'MemoryPressure'),
  'disk-pressure': (one: Node) => hasPressure(one, 'DiskPressure'),
  pressure: (one: Node) => hasPressure(one, 'MemoryPressure', 'DiskPressure', 'PIDPressure'),
  failed: (one: Node) => !isNodeReady(one),
  running: isNodeReady,
  active: isNodeReady,
};

/** Mounted or read by a pod, or by a workload that has none now. */
const isUsed = (kind: 'ConfigMap' | 'Secret', object: ObjectOf<typeof kind>, scope: Scope): boolean =>
  usersOf(scope, object.metadata.namespace, `${kind}/${object.metadata.name}`).length > 0 ||
  getterFor(kind, 'target')?.(object, scope) !== undefined;

/** Served by an ingress or gateway as its certificate, or handed out by a service account. */
const isServed = ({ metadata: { name, namespace } }: Secret, { index }: Scope): boolean =>
  index
    .inNamespace('Ingress', namespace)
    .some(({ spec }) => spec.tls.some(({ secretName }) => secretName === name)) ||
  index
    .list('Gateway')
    .some(({ metadata, spec }) =>
      spec.listeners.some(({ tls }) =>
        tls?.certificateRefs.some(
          (ref) => ref.name === name && (ref.namespace ?? metadata.namespace) === namespace,
        ),
      ),
    ) ||
  index
    .inNamespace('ServiceAccount', namespace)
    .some(({ imagePullSecrets }) => imagePullSecrets.some((pull) => pull.name === name));

const not =
  <K extends WatchedKind>(test: Test<K>): Test<K> =>
  (object, scope) =>
    !test(object, scope);

function isFull({ status }: ResourceQuota): boolean {
  return Object.entries(status.hard).some(
    ([name, hard]) => (parseQuantity(status.used[name]) ?? 0) >= 0.9 * (parseQuantity(hard) ?? Infinity),
  );
}

const expiry = ({ certificate }: Secret, { now }: Scope) =>
  certificate === undefined ? Infinity : Date.parse(certificate.notAfter) - now;
const phase =
  (...phases: string[]) =>
  ({ status }: { status: { phase?: string } }) =>
    phases.includes(status.phase ?? '');
const atMaximum = ({ spec, status }: HorizontalPodAutoscaler) =>
  (status.currentReplicas ?? 0) >= spec.maxReplicas;

const STATES: { [K in WatchedKind]?: States<K> } = {
  Pod: pod,
  Deployment: { ...workload('Deployment'), suspended: ({ spec }) => spec.paused === true },
  StatefulSet: workload('StatefulSet'),
  DaemonSet: workload('DaemonSet'),
  ReplicaSet: workload('ReplicaSet'),
  Node: node,
  Job: {
    failed: (job) => jobStatus(job) === 'Failed',
    completed: (job) => jobStatus(job) === 'Complete',
    running: (job) => jobStatus(job) === 'Running',
    active: (job) => jobStatus(job) === 'Running',
    pending: (job) => jobStatus(job) === 'Pending',
    crashing: ({ status }) => status.failed > 0,
    stuck: (job, { now }) =>
      jobStatus(job) === 'Running' && now - Date.parse(job.metadata.creationTimestamp ?? '') > 24 * 3_600_000,
  },
  CronJob: {
    active: ({ status, spec }) => status.active.length > 0 || !spec.suspend,
    running: ({ status }) => status.active.length > 0,
    failed: (cron, { index }) => index.ownedBy('Job', cron).some((job) => jobStatus(job) === 'Failed'),
  },
  Namespace: {
    active: phase('Active'),
    terminating: phase('Terminating'),
    unused: ({ metadata }, { index }) => index.inNamespace('Pod', metadata.name).length === 0,
  },
  PersistentVolumeClaim: {
    bound: phase('Bound'),
    unbound: not<'PersistentVolumeClaim'>(phase('Bound')),
    pending: phase('Pending'),
    lost: phase('Lost'),
    failed: phase('Lost', 'Failed'),
    unused: (claim, scope) => getterFor('PersistentVolumeClaim', 'target')?.(claim, scope) === undefined,
  },
  PersistentVolume: {
    bound: phase('Bound'),
    unbound: not<'PersistentVolume'>(phase('Bound')),
    pending: phase('Pending'),
    released: phase('Released'),
    failed: phase('Failed'),
    unused: phase('Available', 'Released'),
  },
  Service: {
    'no-endpoints': (service, scope) => getterFor('Service', 'endpoints')?.(service, scope) === 0,
    pending: ({ spec, status }) => spec.type === 'LoadBalancer' && status.loadBalancer.ingress.length === 0,
  },
  ConfigMap: { unused: (map, scope) => !isUsed('ConfigMap', map, scope) },
  Secret: {
    unused: (secret, scope) => !isUsed('Secret', secret, scope) && !isServed(secret, scope),
    expired: (secret, scope) => expiry(secret, scope) <= 0,
    expiring: (secret, scope) => expiry(secret, scope) <= MONTH,
  },
  HorizontalPodAutoscaler: { 'at-maximum': atMaximum },
  ResourceQuota: { full: isFull },
  ServiceAccount: {
    unused: ({ metadata }, { index }) =>
      !index
        .inNamespace('Pod', metadata.namespace)
        .some(({ spec }) => (spec.serviceAccountName ?? 'default') === metadata.name),
  },
};

const isStatusWord = (word: string): word is StatusWord => (STATUS_WORDS as readonly string[]).includes(word);

/** Whether an object is in a state: one of ours (`crashing`), or the very word that its status column shows. Undefined when the kind knows neither. */
export function isIn<K extends WatchedKind>(
  kind: K,
  state: string,
  { object, scope }: { object: ObjectOf<K>; scope: Scope },
): boolean | undefined {
  if (!isStatusWord(state)) {
    const shown = getterFor(kind, 'status')?.(object, scope);
    return shown === undefined ? undefined : String(shown).toLowerCase() === state.toLowerCase();
  }
  const states: States<K> | undefined = STATES[kind];
  if (state === 'terminating' && object.metadata.deletionTimestamp !== undefined) return true;
  return states?.[state]?.(object, scope) ?? (state === 'terminating' ? false : undefined);
}

/** Whether a kind has such a state at all. */
export function knowsState(kind: WatchedKind, state: string): boolean {
  if (state === 'terminating') return true;
  return isStatusWord(state)
    ? (STATES[kind] as Record<string, unknown> | undefined)?.[state] !== undefined
    : true;
}
