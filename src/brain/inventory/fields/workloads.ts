import { podsOf } from '#diagnosis';
import type {
  DaemonSet,
  Deployment,
  ObjectOf,
  Pod,
  PodSpec,
  ReplicaSet,
  StatefulSet,
  WatchedKind,
} from '#diagnosis/evidence';
import type { Field } from '../query.ts';
import type { Cell } from '../result.ts';
import { SPEC_FIELDS, usedBy } from './containers.ts';
import { POD_FIELDS } from './pods.ts';
import { autoscalersOf, budgetsFor, ingressesTo, policiesFor, servicesFor } from './selecting.ts';
import { listed, type FieldsOf, type Scope } from './scope.ts';

type Workload = Deployment | StatefulSet | DaemonSet | ReplicaSet;
type WorkloadKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'ReplicaSet';

const fromTemplate = Object.fromEntries(
  Object.entries(SPEC_FIELDS).map(([field, get]) => [
    field,
    ({ spec }: Workload) => (get as (spec: PodSpec) => Cell)(spec.template.spec),
  ]),
) as Partial<Record<Field, (workload: Workload) => Cell>>;

const labelsOf = ({ spec }: Workload) => spec.template.metadata.labels;

const numberFrom = (pod: Pod, field: Field, scope: Scope): number | undefined => {
  const value = POD_FIELDS[field]?.(pod, scope);
  return typeof value === 'number' ? value : undefined;
};

/** The sum of a number over a workload's pods; undefined when none has it. */
function overPods(kind: WatchedKind, field: Field) {
  return (workload: ObjectOf<WatchedKind>, scope: Scope): number | undefined => {
    const values = podsOf(scope.index, kind, workload)
      .map((pod) => numberFrom(pod, field, scope))
      .filter((value) => value !== undefined);
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0);
  };
}

function youngestRestart(kind: WatchedKind) {
  return (workload: ObjectOf<WatchedKind>, scope: Scope): number | undefined => {
    const values = podsOf(scope.index, kind, workload)
      .map((pod) => numberFrom(pod, 'lastRestart', scope))
      .filter((value) => value !== undefined);
    return values.length === 0 ? undefined : Math.min(...values);
  };
}

function common(kind: WorkloadKind): Partial<Record<Field, (workload: Workload, scope: Scope) => Cell>> {
  return {
    ...fromTemplate,
    restarts: (workload, scope) => overPods(kind, 'restarts')(workload, scope) ?? 0,
    lastRestart: youngestRestart(kind),
    cpuUsage: overPods(kind, 'cpuUsage'),
    memoryUsage: overPods(kind, 'memoryUsage'),
    uses: (workload, { index }) =>
      listed(
        [workload.spec.template.spec, ...podsOf(index, kind, workload).map(({ spec }) => spec)].flatMap(
          (spec) => usedBy(spec) ?? [],
        ),
      ),
    pods: (workload, { index }) => podsOf(index, kind, workload).length,
    node: (workload, { index }) => listed(podsOf(index, kind, workload).map(({ spec }) => spec.nodeName)),
    hpa: ({ metadata }, { index }) =>
      listed(autoscalersOf(index, metadata.namespace, { kind, name: metadata.name })),
    pdb: (workload, { index }) => listed(budgetsFor(index, workload.metadata.namespace, labelsOf(workload))),
    service: (workload, { index }) =>
      listed(servicesFor(index, workload.metadata.namespace, labelsOf(workload))),
    networkPolicy: (workload, { index }) =>
      listed(policiesFor(index, workload.metadata.namespace, labelsOf(workload))),
    ingress: ({ metadata, spec }, { index }) =>
      listed(
        servicesFor(index, metadata.namespace, spec.template.metadata.labels).flatMap((service) =>
          ingressesTo(index, metadata.namespace, service),
        ),
      ),
  };
}

interface Counts {
  wanted: number;
  ready: number;
  updated?: number;
}

/** How many replicas a workload wants and has. */
export function countsOf(kind: WorkloadKind, workload: Workload): Counts {
  if (kind === 'DaemonSet') {
    const { status } = workload as DaemonSet;
    return {
      wanted: status.desiredNumberScheduled,
      ready: status.numberReady,
      updated: status.updatedNumberScheduled,
    };
  }
  const { spec, status } = workload as Deployment;
  return {
    wanted: spec.replicas,
    ready: status.readyReplicas,
    updated: kind === 'ReplicaSet' ? undefined : status.updatedReplicas,
  };
}

function standing(kind: WorkloadKind): Partial<Record<Field, (workload: Workload, scope: Scope) => Cell>> {
  const isReady = (workload: Workload) => countsOf(kind, workload).ready >= countsOf(kind, workload).wanted;
  return {
    replicas: (workload) => countsOf(kind, workload).wanted,
    readyReplicas: (workload) => countsOf(kind, workload).ready,
    ready: isReady,
    healthy: (workload, scope) =>
      isReady(workload) &&
      podsOf(scope.index, kind, workload).every((pod) => POD_FIELDS.healthy?.(pod, scope) !== false),
    status: (workload) => {
      const { wanted, ready } = countsOf(kind, workload);
      return wanted === 0 && kind !== 'DaemonSet' ? 'scaled to zero' : `${ready}/${wanted} ready`;
    },
  };
}

const workloadFields = (kind: WorkloadKind) => ({ ...common(kind), ...standing(kind) });

export const DEPLOYMENT_FIELDS: FieldsOf<'Deployment'> = {
  ...workloadFields('Deployment'),
  suspended: ({ spec }) => spec.paused ?? false,
  type: ({ spec }) => spec.strategy?.type,
  strategy: ({ spec }) => spec.strategy?.type ?? 'RollingUpdate',
};
export const STATEFULSET_FIELDS: FieldsOf<'StatefulSet'> = {
  ...workloadFields('StatefulSet'),
  strategy: ({ spec }) => spec.updateStrategy?.type ?? 'RollingUpdate',
  storageClass: ({ spec }) => listed(spec.volumeClaimTemplates.map((claim) => claim.spec.storageClassName)),
};
export const DAEMONSET_FIELDS: FieldsOf<'DaemonSet'> = workloadFields('DaemonSet');
export const REPLICASET_FIELDS: FieldsOf<'ReplicaSet'> = workloadFields('ReplicaSet');
