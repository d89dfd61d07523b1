import type { Condition, HorizontalPodAutoscaler, ObjectRef } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { MINUTE, isWithin } from '../../facts/time.ts';
import { joinWords, oneLine } from '../../facts/wording.ts';
import { lookUp } from '../../facts/workload.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

const METRICS_GRACE = 2 * MINUTE;
type Hpa = HorizontalPodAutoscaler;

function targetOf(index: ClusterIndex, { metadata, spec }: Hpa): ObjectRef {
  const { kind, name } = spec.scaleTargetRef;
  return { cluster: index.snapshot.cluster, kind, namespace: metadata.namespace, name };
}

const broken = (hpa: Hpa, type: string): Condition | undefined =>
  hpa.status.conditions.find((condition) => condition.type === type && condition.status === 'False');

interface Trouble {
  check: string;
  title: string;
  words: string;
  next: string;
  condition?: Condition;
}

function missingTarget(index: ClusterIndex, hpa: Hpa): Trouble | undefined {
  const target = targetOf(index, hpa);
  const condition = broken(hpa, 'AbleToScale');
  const watched =
    target.kind === 'Deployment' || target.kind === 'StatefulSet' || target.kind === 'ReplicaSet';
  const absent =
    watched && index.sees(target.kind as 'Deployment', target.namespace) && !lookUp(index, target);
  if (!absent && condition?.reason !== 'FailedGetScale') return undefined;
  return {
    check: 'hpa-target-missing',
    title: 'has nothing to scale',
    words: absent
      ? `its target ${target.kind} ${target.name} does not exist in ${target.namespace}`
      : `it cannot read the scale of ${target.kind} ${target.name}: ${oneLine(condition?.message ?? '', 180)}`,
    next: 'Correct scaleTargetRef or remove the autoscaler.',
    condition,
  };
}

/** Containers of the target that state no request for a resource: a percentage of nothing cannot be told. */
function withoutRequest(index: ClusterIndex, hpa: Hpa, resource: string): string[] {
  const { kind, namespace, name } = targetOf(index, hpa);
  if (kind !== 'Deployment' && kind !== 'StatefulSet') return [];
  const target = index.get(kind, namespace, name);
  return (target?.spec.template.spec.containers ?? [])
    .filter(({ resources }) => !resources.requests[resource] && !resources.limits[resource])
    .map(({ name }) => name);
}

function metricWords(
  index: ClusterIndex,
  hpa: Hpa,
  { reason = '', message = '' }: Condition,
): [words: string, next: string] {
  const resource = hpa.spec.metrics.find((metric) => metric.type === 'Resource')?.resource?.name ?? 'cpu';
  const target = targetOf(index, hpa);
  const named = /missing request for (\w+) in container (\S+)/.exec(message);
  if (named || /missing request/.test(message)) {
    const bare = withoutRequest(index, hpa, named?.[1] ?? resource);
    const containers = bare.length ? joinWords(bare) : (named?.[2] ?? 'a container');
    return [
      `its pods state no ${named?.[1] ?? resource} request (container ${containers} of ${target.kind} ${target.name}), so a share of it cannot be worked out`,
      `Set resources.requests.${named?.[1] ?? resource} in ${target.kind} ${target.name}.`,
    ];
  }
  if (
    /no metrics returned|did not receive metrics|could not find the requested resource|unable to fetch metrics|metrics\.k8s\.io|unavailable/i.test(
      message,
    ) &&
    /Resource/.test(reason)
  ) {
    return [
      `the resource metrics API gives no ${resource} figures (${oneLine(message, 160)})`,
      'Check that metrics-server runs. kubectl get apiservice v1beta1.metrics.k8s.io',
    ];
  }
  return [
    `it cannot get its metric: ${oneLine(message || reason, 200)}`,
    'Check the metric’s name and the adapter that serves it.',
  ];
}

function noMetrics(index: ClusterIndex, hpa: Hpa): Trouble | undefined {
  const condition = broken(hpa, 'ScalingActive');
  if (!condition || condition.reason === 'ScalingDisabled') return undefined;
  if (isWithin(condition.lastTransitionTime, METRICS_GRACE, index.now)) return undefined;
  if (isWithin(hpa.metadata.creationTimestamp, METRICS_GRACE, index.now)) return undefined;
  const [words, next] = metricWords(index, hpa, condition);
  return { check: 'hpa-no-metrics', title: 'cannot read its metric', words, next, condition };
}

/** Below its target a full autoscaler has what it needs; only one that wants more is told of. */
function atMaximum(hpa: Hpa): Trouble | undefined {
  const { minReplicas = 1, maxReplicas } = hpa.spec;
  const condition = hpa.status.conditions.find(
    ({ type, status }) => type === 'ScalingLimited' && status === 'True',
  );
  const full = (hpa.status.currentReplicas ?? 0) >= maxReplicas && minReplicas < maxReplicas;
  if (!full || condition?.reason !== 'TooManyReplicas') return undefined;
  const load = hpa.status.currentMetrics.flatMap(({ resource }) => {
    const goal = hpa.spec.metrics.find((metric) => metric.resource?.name === resource?.name)?.resource
      ?.target;
    const now = resource?.current.averageUtilization;
    return now === undefined || !goal?.averageUtilization
      ? []
      : [`${resource?.name ?? ''} at ${now}% of ${goal.averageUtilization}%`];
  });
  return {
    check: 'hpa-at-maximum',
    title: `at its maximum of ${maxReplicas}`,
    words: `it wants more than its maximum of ${maxReplicas} replicas${load.length ? ` (${joinWords(load)})` : ''}`,
    next: 'Raise maxReplicas if the cluster has room, or make the pods do more.',
    condition,
  };
}

function cannotScale(hpa: Hpa): Trouble | undefined {
  const condition = broken(hpa, 'AbleToScale');
  if (!condition || condition.reason === 'FailedGetScale' || /Backoff/.test(condition.reason ?? ''))
    return undefined;
  return {
    check: 'hpa-cannot-scale',
    title: 'cannot change the scale',
    words: oneLine(condition.message ?? condition.reason ?? '', 200),
    next: 'Read its events.',
    condition,
  };
}

/** An autoscaler that cannot do its work, or has no room left to do it. */
export function checkAutoscaler(index: ClusterIndex, hpa: Hpa): Draft[] {
  if (hpa.metadata.deletionTimestamp) return [];
  const trouble = missingTarget(index, hpa) ?? noMetrics(index, hpa) ?? cannotScale(hpa) ?? atMaximum(hpa);
  if (!trouble) return [];
  const ref = index.ref('HorizontalPodAutoscaler', hpa);
  const { check, title, words, next, condition } = trouble;
  const target = targetOf(index, hpa);
  const pods = /unready|not ready|did not receive metrics for targeted pods/i.test(condition?.message ?? '');
  const says = condition
    ? `${condition.type} is ${condition.status} (${condition.reason ?? ''}): ${condition.message ?? ''}`
    : `scaleTargetRef is ${target.kind}/${target.name}`;
  return [
    {
      check,
      severity: 'warning',
      object: ref,
      title,
      cause: `Autoscaler ${ref.name} ${check === 'hpa-at-maximum' ? 'is at its limit' : 'does not scale'}: ${words}.`,
      evidence: [fact(index, ref, says)],
      next: `${next} ${kubectlDescribe(ref)}`,
      related: check === 'hpa-target-missing' ? [] : [target],
      explainedBy: pods ? [target] : [],
    },
  ];
}
