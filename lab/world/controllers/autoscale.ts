import { itself, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { emit } from '../engine/events.ts';
import { amend, setStatus } from '../engine/write.ts';
import type { Deployment, HorizontalPodAutoscaler } from '../kube/workload-kinds.ts';
import { formatCpu } from '../kube/quantity.ts';
import { MINUTE, SECOND, stamp } from '../kube/time.ts';
import type { Condition } from '../kube/types.ts';
import { readCpu } from './cpu-reading.ts';

const COMPONENT = 'horizontal-pod-autoscaler';
const SYNC = 15 * SECOND;
const STABILISE = 5 * MINUTE;
const TOLERANCE = 0.1;

function targetOf(cluster: Cluster, hpa: HorizontalPodAutoscaler): Deployment | undefined {
  const { kind, name } = hpa.spec.scaleTargetRef;
  const resource = kind === 'StatefulSet' ? 'statefulsets.apps' : 'deployments.apps';
  return cluster.store.get(resource, hpa.metadata.namespace, name);
}

/** Scaling down waits until nothing in the last minutes asked for more. */
function stabilised(cluster: Cluster, hpa: HorizontalPodAutoscaler, proposed: number): number {
  const key = `hpa/${hpa.metadata.uid}`;
  const now = cluster.timeline.now();
  const before = (cluster.memory.get(key) as { at: number; replicas: number }[] | undefined) ?? [];
  const recent = [
    ...before.filter(({ at }) => at <= now && now - at < STABILISE),
    { at: now, replicas: proposed },
  ];
  cluster.memory.set(key, recent);
  return Math.max(...recent.map(({ replicas }) => replicas));
}

interface Decision {
  desired: number;
  limited: Partial<Condition>;
}

function decide(
  cluster: Cluster,
  hpa: HorizontalPodAutoscaler,
  now: { current: number; percent: number; target: number },
): Decision {
  const ratio = now.percent / now.target;
  const raw = Math.abs(ratio - 1) <= TOLERANCE ? now.current : Math.ceil(now.current * ratio);
  const wanted = raw > now.current ? raw : Math.min(now.current, stabilised(cluster, hpa, raw));
  if (raw > now.current) stabilised(cluster, hpa, raw);
  const least = hpa.spec.minReplicas ?? 1;
  const most = hpa.spec.maxReplicas;
  if (wanted > most) {
    const message = 'the desired replica count is more than the maximum replica count';
    return { desired: most, limited: { status: 'True', reason: 'TooManyReplicas', message } };
  }
  if (wanted < least) {
    const message = 'the desired replica count is less than the minimum replica count';
    return { desired: least, limited: { status: 'True', reason: 'TooFewReplicas', message } };
  }
  const message = 'the desired count is within the acceptable range';
  return { desired: wanted, limited: { status: 'False', reason: 'DesiredWithinRange', message } };
}

function condition(
  cluster: Cluster,
  hpa: HorizontalPodAutoscaler,
  wanted: Partial<Condition> & { type: string },
): Condition {
  const known = hpa.status?.conditions?.find((candidate) => candidate.type === wanted.type);
  const same = known?.status === wanted.status;
  const { type, status = 'Unknown', ...rest } = wanted;
  return {
    type,
    status,
    lastTransitionTime: (same ? known?.lastTransitionTime : undefined) ?? stamp(cluster.timeline.now()),
    ...rest,
  };
}

function fail(
  cluster: Cluster,
  hpa: HorizontalPodAutoscaler,
  trouble: { reason: string; problem: string; current: number },
): void {
  const { reason, problem, current } = trouble;
  emit(cluster, { about: hpa, type: 'Warning', reason, message: problem, component: COMPONENT });
  const computed = `invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource metric value: ${problem}`;
  emit(cluster, {
    about: hpa,
    type: 'Warning',
    reason: 'FailedComputeMetricsReplicas',
    message: computed,
    component: COMPONENT,
  });
  const able = {
    type: 'AbleToScale',
    status: 'True',
    reason: 'SucceededGetScale',
    message: "the HPA controller was able to get the target's current scale",
  };
  const active = {
    type: 'ScalingActive',
    status: 'False',
    reason,
    message: `the HPA was unable to compute the replica count: ${problem}`,
  };
  setStatus(cluster, hpa, {
    ...hpa.status,
    currentReplicas: current,
    desiredReplicas: hpa.status?.desiredReplicas ?? current,
    currentMetrics: null,
    conditions: [able, active].map((wanted) => condition(cluster, hpa, wanted)),
  });
}

function scale(
  cluster: Cluster,
  hpa: HorizontalPodAutoscaler,
  decision: { target: Deployment; from: number; to: number; percent: number },
): void {
  const { target, from, to } = decision;
  const resource = target.kind === 'StatefulSet' ? 'statefulsets.apps' : 'deployments.apps';
  const { namespace, name } = target.metadata;
  amend(cluster, { resource, namespace, name }, (draft) => {
    draft.spec.replicas = to;
  });
  const why =
    to > from ? 'cpu resource utilization (percentage of request) above target' : 'All metrics below target';
  emit(cluster, {
    about: hpa,
    reason: 'SuccessfulRescale',
    message: `New size: ${to}; reason: ${why}`,
    component: COMPONENT,
  });
}

function apply(
  cluster: Cluster,
  hpa: HorizontalPodAutoscaler,
  work: { target: Deployment; reading: { percent: number; average: number } },
): void {
  const { target, reading } = work;
  const from = target.spec.replicas ?? 1;
  const goal = hpa.spec.metrics?.[0]?.resource?.target.averageUtilization ?? 80;
  const { desired, limited } = decide(cluster, hpa, {
    current: from,
    percent: reading.percent,
    target: goal,
  });
  if (desired !== from) scale(cluster, hpa, { target, from, to: desired, percent: reading.percent });
  const metric = { averageUtilization: reading.percent, averageValue: formatCpu(reading.average) };
  setStatus(cluster, hpa, {
    ...(hpa.status?.lastScaleTime ? { lastScaleTime: hpa.status.lastScaleTime } : {}),
    ...(desired === from ? {} : { lastScaleTime: stamp(cluster.timeline.now()) }),
    currentReplicas: from,
    desiredReplicas: desired,
    currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: metric } }],
    conditions: [
      {
        type: 'AbleToScale',
        status: 'True',
        reason: 'ReadyForNewScale',
        message: 'recommended size matches current size',
      },
      {
        type: 'ScalingActive',
        status: 'True',
        reason: 'ValidMetricFound',
        message:
          'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
      },
      { type: 'ScalingLimited', ...limited },
    ].map((wanted) => condition(cluster, hpa, wanted)),
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const hpa = cluster.store.get('horizontalpodautoscalers.autoscaling', namespace, name);
  if (!hpa) return;
  cluster.timeline.after(`hpa/${hpa.metadata.uid}/sync`, SYNC, () => reconcile(cluster, key));
  const target = targetOf(cluster, hpa);
  if (!target) return lost(cluster, hpa);
  if (target.spec.replicas === 0) return;
  const reading = readCpu(cluster, target);
  if ('problem' in reading) fail(cluster, hpa, { ...reading, current: target.status?.replicas ?? 0 });
  else apply(cluster, hpa, { target, reading });
}

function lost(cluster: Cluster, hpa: HorizontalPodAutoscaler): void {
  const { name } = hpa.spec.scaleTargetRef;
  const message = `deployments.apps "${name}" not found`;
  emit(cluster, { about: hpa, type: 'Warning', reason: 'FailedGetScale', message, component: COMPONENT });
  const wanted = {
    type: 'AbleToScale',
    status: 'False',
    reason: 'FailedGetScale',
    message: `the HPA controller was unable to get the target's current scale: ${message}`,
  };
  setStatus(cluster, hpa, {
    currentMetrics: null,
    desiredReplicas: 0,
    conditions: [condition(cluster, hpa, wanted)],
  });
}

/** Sizes workloads by what they use. */
export const autoscalers: Controller = {
  name: COMPONENT,
  watches: {
    'horizontalpodautoscalers.autoscaling': (change) => (change.type === 'ADDED' ? itself(change) : []),
  },
  reconcile,
};
