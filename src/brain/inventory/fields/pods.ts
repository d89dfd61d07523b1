import { isPodReady, ownersOf, podStatus, workloadOf } from '#diagnosis';
import type { Pod, PodSpec } from '#diagnosis/evidence';
import type { Field } from '../query.ts';
import type { Cell } from '../result.ts';
import { isTroubled } from '../status-of-pods.ts';
import { statesOfNode } from './cluster-objects.ts';
import { SPEC_FIELDS } from './containers.ts';
import { budgetsFor, policiesFor, servicesFor } from './selecting.ts';
import { listed, type FieldsOf, type Scope } from './scope.ts';

const restarts = ({ status }: Pod) =>
  [...status.containerStatuses, ...status.initContainerStatuses].reduce(
    (sum, { restartCount }) => sum + restartCount,
    0,
  );

function sinceLastRestart({ status }: Pod, { now }: Scope): number | undefined {
  const ends = status.containerStatuses
    .filter(({ restartCount }) => restartCount > 0)
    .map(({ lastState, state }) =>
      Date.parse(
        lastState.terminated?.finishedAt ?? state.terminated?.finishedAt ?? state.running?.startedAt ?? '',
      ),
    )
    .filter((at) => !Number.isNaN(at));
  return ends.length === 0 ? undefined : now - Math.max(...ends);
}

const usageOf = (pod: Pod, { podUsage }: Scope) =>
  podUsage?.get(`${pod.metadata.namespace}/${pod.metadata.name}`);

/** The workload last, and what stands between. */
function owners(pod: Pod, { index }: Scope): readonly string[] | undefined {
  return listed(ownersOf(index, pod).map(({ name }) => name));
}

/** Why it waits or last ended: OOMKilled, Error, Evicted, ImagePullBackOff. */
function reasons({ status }: Pod): readonly string[] | undefined {
  const states = [...status.containerStatuses, ...status.initContainerStatuses].flatMap(
    ({ state, lastState }) => [state.waiting?.reason, state.terminated?.reason, lastState.terminated?.reason],
  );
  return listed([status.reason, ...states]);
}

const fromSpec = Object.fromEntries(
  Object.entries(SPEC_FIELDS).map(([field, get]) => [
    field,
    ({ spec }: { spec: PodSpec }) => (get as (spec: PodSpec) => Cell)(spec),
  ]),
) as Partial<Record<Field, (pod: Pod) => Cell>>;

export const POD_FIELDS: FieldsOf<'Pod'> = {
  ...fromSpec,
  node: ({ spec }) => spec.nodeName,
  status: podStatus,
  phase: ({ status }) => status.phase,
  ready: isPodReady,
  healthy: (pod, { now }) => !isTroubled(pod, now),
  restarts,
  lastRestart: sinceLastRestart,
  owner: owners,
  ownerKind: (pod, { index }) => {
    const { kind } = workloadOf(index, pod);
    return kind === 'Pod' ? undefined : kind;
  },
  cpuUsage: (pod, scope) => usageOf(pod, scope)?.cpu,
  memoryUsage: (pod, scope) => usageOf(pod, scope)?.memory,
  qos: ({ status }) => status.qosClass,
  ip: ({ status }) => status.podIP,
  reason: reasons,
  nodeState: ({ spec }, { index }) => {
    const node = index.get('Node', '', spec.nodeName ?? '');
    return node && statesOfNode(node);
  },
  service: (pod, { index }) => listed(servicesFor(index, pod.metadata.namespace, pod.metadata.labels)),
  networkPolicy: (pod, { index }) => listed(policiesFor(index, pod.metadata.namespace, pod.metadata.labels)),
  pdb: (pod, { index }) => listed(budgetsFor(index, pod.metadata.namespace, pod.metadata.labels)),
};
