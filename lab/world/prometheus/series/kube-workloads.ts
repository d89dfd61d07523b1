import { parseQuantity } from '../../kube/quantity.ts';
import type { Kinds } from '../../kube/kinds.ts';
import type { KubeObject } from '../../kube/types.ts';
import { versionAt } from '../../signals/journal.ts';
import type { Life } from '../../signals/journal.ts';
import { gauge } from './family.ts';
import type { Family, Signal } from './family.ts';
import { FROM_KUBE_STATE } from './kube-pods.ts';

type Labels = Record<string, string>;
type Workloads = Pick<
  Kinds,
  | 'deployments.apps'
  | 'statefulsets.apps'
  | 'daemonsets.apps'
  | 'jobs.batch'
  | 'nodes'
  | 'persistentvolumeclaims'
  | 'horizontalpodautoscalers.autoscaling'
  | 'certificates.cert-manager.io'
>;

interface Reading<T> {
  labels?: Labels;
  value: (object: T) => number | undefined;
}

/** Series of every object of a resource, from what it was at each moment. */
function of<K extends keyof Workloads>(
  resource: K,
  label: string,
  readings: (object: Kinds[K]) => Reading<Kinds[K]>[],
): Family['signals'] {
  return ({ journal }) =>
    (journal.lives(resource) as unknown as Life<Kinds[K] & KubeObject>[]).flatMap((life) => {
      const last = life.versions.at(-1)?.object;
      if (!last) return [];
      const { namespace, name } = last.metadata;
      const own = { ...FROM_KUBE_STATE, ...(namespace === undefined ? {} : { namespace }), [label]: name };
      return readings(last).map(({ labels, value }): Signal => ({
        labels: { ...own, ...labels },
        from: life.bornAt,
        to: life.goneAt ?? Infinity,
        value: (time) => {
          const object = versionAt(life, time);
          return object ? (value(object) ?? 0) : NaN;
        },
      }));
    });
}

const DEPLOYMENT: Record<string, (object: Kinds['deployments.apps']) => number | undefined> = {
  kube_deployment_spec_replicas: ({ spec }) => spec.replicas,
  kube_deployment_status_replicas: ({ status }) => status?.replicas,
  kube_deployment_status_replicas_available: ({ status }) => status?.availableReplicas,
  kube_deployment_status_replicas_unavailable: ({ status }) => status?.unavailableReplicas,
  kube_deployment_status_replicas_updated: ({ status }) => status?.updatedReplicas,
  kube_deployment_status_observed_generation: ({ status }) => status?.observedGeneration,
  kube_deployment_metadata_generation: ({ metadata }) => metadata.generation,
};
const STATEFUL_SET: Record<string, (object: Kinds['statefulsets.apps']) => number | undefined> = {
  kube_statefulset_replicas: ({ spec }) => spec.replicas,
  kube_statefulset_status_replicas_ready: ({ status }) => status?.readyReplicas,
};
const DAEMON_SET: Record<string, (object: Kinds['daemonsets.apps']) => number | undefined> = {
  kube_daemonset_status_desired_number_scheduled: ({ status }) => status?.desiredNumberScheduled,
  kube_daemonset_status_number_ready: ({ status }) => status?.numberReady,
};
const SCALER: Record<string, (object: Kinds['horizontalpodautoscalers.autoscaling']) => number | undefined> =
  {
    kube_horizontalpodautoscaler_spec_max_replicas: ({ spec }) => spec.maxReplicas,
    kube_horizontalpodautoscaler_spec_min_replicas: ({ spec }) => spec.minReplicas,
    kube_horizontalpodautoscaler_status_current_replicas: ({ status }) => status?.currentReplicas,
    kube_horizontalpodautoscaler_status_desired_replicas: ({ status }) => status?.desiredReplicas,
  };
const JOB: Record<string, (object: Kinds['jobs.batch']) => number | undefined> = {
  kube_job_status_failed: ({ status }) => status?.failed,
  kube_job_status_succeeded: ({ status }) => status?.succeeded,
  kube_job_status_active: ({ status }) => status?.active,
};

const WORDS = (name: string): string => {
  const text = name.replace(/^kube_/, '').replaceAll('_', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
};

function table<K extends keyof Workloads>(
  resource: K,
  label: string,
  values: Record<string, (object: Kinds[K]) => number | undefined>,
): Family[] {
  return Object.entries(values).map(([name, value]) =>
    gauge(
      name,
      WORDS(name),
      of(resource, label, () => [{ value }]),
    ),
  );
}

const STATUSES = ['true', 'false', 'unknown'];

const nodeConditions = of('nodes', 'node', ({ status }) =>
  status.conditions.flatMap(({ type }) =>
    STATUSES.map((word) => ({
      labels: { condition: type, status: word },
      value: (node: Kinds['nodes']) => {
        const condition = node.status.conditions.find((one) => one.type === type);
        return Number(condition?.status.toLowerCase() === word);
      },
    })),
  ),
);

const allocatable = (what: 'allocatable' | 'capacity'): Family['signals'] =>
  of('nodes', 'node', () =>
    ['cpu', 'memory', 'pods'].map((resource) => ({
      labels: { resource, unit: { cpu: 'core', memory: 'byte' }[resource] ?? 'integer' },
      value: (node: Kinds['nodes']) => parseQuantity(node.status[what][resource]),
    })),
  );

const certificate = (field: 'notAfter' | 'renewalTime'): Family['signals'] =>
  of('certificates.cert-manager.io', 'name', () => [
    {
      value: ({ status }) => Date.parse(status.notAfter && status[field] ? (status[field] ?? '') : '') / 1000,
    },
  ]);

/** What kube-state-metrics, and cert-manager, say of everything that is not a pod. */
export const KUBE_WORKLOADS: Family[] = [
  ...table('deployments.apps', 'deployment', DEPLOYMENT),
  ...table('statefulsets.apps', 'statefulset', STATEFUL_SET),
  ...table('daemonsets.apps', 'daemonset', DAEMON_SET),
  ...table('horizontalpodautoscalers.autoscaling', 'horizontalpodautoscaler', SCALER),
  ...table('jobs.batch', 'job_name', JOB),
  gauge('kube_node_status_condition', 'The conditions of the node.', nodeConditions),
  gauge('kube_node_status_allocatable', 'What pods may use of the node.', allocatable('allocatable')),
  gauge('kube_node_status_capacity', 'What the node has.', allocatable('capacity')),
  gauge(
    'kube_node_spec_unschedulable',
    'Whether the node takes new pods.',
    of('nodes', 'node', () => [{ value: ({ spec }) => Number(spec.unschedulable ?? false) }]),
  ),
  gauge(
    'kube_persistentvolumeclaim_status_phase',
    'The phase of the claim.',
    of('persistentvolumeclaims', 'persistentvolumeclaim', () =>
      ['Bound', 'Pending', 'Lost'].map((phase) => ({
        labels: { phase },
        value: ({ status }) => Number(status?.phase === phase),
      })),
    ),
  ),
  gauge(
    'certmanager_certificate_expiration_timestamp_seconds',
    'When the certificate expires.',
    certificate('notAfter'),
  ),
  gauge(
    'certmanager_certificate_renewal_timestamp_seconds',
    'When the certificate is to be renewed.',
    certificate('renewalTime'),
  ),
];
