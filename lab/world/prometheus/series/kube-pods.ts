import { parseQuantity } from '../../kube/quantity.ts';
import type { ContainerStatus, Pod } from '../../kube/types.ts';
import { holds } from '../../signals/pod-lives.ts';
import type { PodLife } from '../../signals/pod-life.ts';
import { counter, gauge } from './family.ts';
import type { Family, Signal } from './family.ts';

export const FROM_KUBE_STATE = { job: 'kube-state-metrics', instance: 'kube-state-metrics:8080' };

type Labels = Record<string, string>;

function podLabels({ namespace, name, uid }: PodLife): Labels {
  return { ...FROM_KUBE_STATE, namespace, pod: name, uid };
}

/** A series of a pod for each set of labels, from what the API said at each moment. */
function each(
  make: (life: PodLife) => { labels: Labels; value: (time: number) => number }[],
): Family['signals'] {
  return (model) =>
    model.pods().flatMap((life) =>
      make(life).map(({ labels, value }): Signal => ({
        labels: { ...podLabels(life), ...labels },
        from: life.from,
        to: life.to,
        value,
      })),
    );
}

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

const phase = each((life) =>
  PHASES.map((name) => ({
    labels: { phase: name },
    value: (time) => Number((life.at(time)?.status.phase ?? 'Running') === name),
  })),
);

const ready = each((life) =>
  ['true', 'false', 'unknown'].map((condition) => ({
    labels: { condition },
    value: (time) => Number(condition === String(holds(life.ready, time))),
  })),
);

const unschedulable: Family['signals'] = each((life) => [
  {
    labels: {},
    value: (time) =>
      Number(
        life
          .at(time)
          ?.status.conditions?.some(
            ({ type, reason }) => type === 'PodScheduled' && reason === 'Unschedulable',
          ) ?? false,
      ) || NaN,
  },
]);

function statusOf(pod: Pod | undefined, container: string): ContainerStatus | undefined {
  return pod?.status.containerStatuses?.find(({ name }) => name === container);
}

function containers(
  make: (life: PodLife, container: string) => { labels?: Labels; value: (time: number) => number }[],
): Family['signals'] {
  return each((life) =>
    life.containers.flatMap(({ name }) =>
      make(life, name).map(({ labels, value }) => ({ labels: { container: name, ...labels }, value })),
    ),
  );
}

const restarts = containers((life, name) => [
  { value: (time) => statusOf(life.at(time), name)?.restartCount ?? 0 },
]);

const WAITING = [
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'ContainerCreating',
];
const ENDED = ['OOMKilled', 'Error', 'Completed'];

/** 1 while the reason holds; there is no series for a reason that never did. */
function whileReason(
  reasons: readonly string[],
  reasonOf: (status: ContainerStatus | undefined) => string | undefined,
): Family['signals'] {
  return containers((life, name) =>
    reasons
      .filter((reason) => everSaid(life, name).some((status) => reasonOf(status) === reason))
      .map((reason) => ({
        labels: { reason },
        value: (time) => (reasonOf(statusOf(life.at(time), name)) === reason ? 1 : NaN),
      })),
  );
}

function everSaid(life: PodLife, container: string): (ContainerStatus | undefined)[] {
  return life.said().map((pod) => statusOf(pod, container));
}

const stateIs = (kind: 'running' | 'terminated' | 'waiting'): Family['signals'] =>
  containers((life, name) => [
    {
      value: (time) => {
        const status = statusOf(life.at(time), name);
        return status ? Number(status.state[kind] !== undefined) : Number(kind === 'running');
      },
    },
  ]);

const isReady = containers((life, name) => [
  { value: (time) => Number(statusOf(life.at(time), name)?.ready ?? holds(life.ready, time)) },
]);

const UNITS: Record<string, string> = { cpu: 'core', memory: 'byte' };

const resources = (what: 'requests' | 'limits'): Family['signals'] =>
  each((life) =>
    life.containers.flatMap(({ name, resources: own }) =>
      Object.entries(own?.[what] ?? {}).map(([resource, quantity]) => ({
        labels: { container: name, resource, unit: UNITS[resource] ?? 'integer', node: life.node },
        value: () => parseQuantity(quantity),
      })),
    ),
  );

const info = each(({ node, ip, owner }) => [
  {
    labels: { node, pod_ip: ip, created_by_kind: owner.kind, created_by_name: owner.name },
    value: () => 1,
  },
]);

const owner = each((life) => [
  {
    labels: { owner_kind: life.owner.kind, owner_name: life.owner.name, owner_is_controller: 'true' },
    value: () => 1,
  },
]);

const podNames = each(({ app }) => [{ labels: { label_app: app }, value: () => 1 }]);

/** What kube-state-metrics says of pods. */
export const KUBE_PODS: Family[] = [
  gauge('kube_pod_info', 'Information about the pod.', info),
  gauge('kube_pod_owner', "The pod's owner.", owner),
  gauge('kube_pod_labels', "The pod's labels.", podNames),
  gauge(
    'kube_pod_created',
    'When the pod was created.',
    each((life) => [{ labels: {}, value: () => life.from / 1000 }]),
  ),
  gauge('kube_pod_status_phase', "The pod's phase.", phase),
  gauge('kube_pod_status_ready', 'Whether the pod is ready.', ready),
  gauge('kube_pod_status_unschedulable', 'The pod cannot be scheduled.', unschedulable),
  gauge('kube_pod_container_status_ready', 'Whether the container is ready.', isReady),
  counter('kube_pod_container_status_restarts_total', 'Times the container was restarted.', restarts),
  gauge('kube_pod_container_status_running', 'Whether the container runs.', stateIs('running')),
  gauge('kube_pod_container_status_waiting', 'Whether the container waits.', stateIs('waiting')),
  gauge('kube_pod_container_status_terminated', 'Whether the container has ended.', stateIs('terminated')),
  gauge(
    'kube_pod_container_status_waiting_reason',
    'Why the container waits.',
    whileReason(WAITING, (status) => status?.state.waiting?.reason),
  ),
  gauge(
    'kube_pod_container_status_last_terminated_reason',
    'Why the container ended last.',
    whileReason(ENDED, (status) => status?.lastState.terminated?.reason),
  ),
  gauge(
    'kube_pod_container_resource_requests',
    'Resources that the container asks for.',
    resources('requests'),
  ),
  gauge('kube_pod_container_resource_limits', 'Resources that the container may use.', resources('limits')),
];
