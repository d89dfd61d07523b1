import { replace } from '../engine/write.ts';
import { remove } from '../engine/delete.ts';
import { failure, invalid } from '../kube/errors.ts';
import { isRecord } from '../kube/json.ts';
import type { Deployment } from '../kube/workload-kinds.ts';
import { selects } from '../kube/selectors.ts';
import type { KubeObject, LabelSelector, Pod } from '../kube/types.ts';
import { mergePatch } from './strategic-merge.ts';
import { parseBody, parseDocument } from './request.ts';
import type { Answer, Call } from './writes.ts';
import { current } from './writes.ts';

function selectorText(selector: LabelSelector | undefined): string {
  return Object.entries(selector?.matchLabels ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}

function scaleOf(object: KubeObject): KubeObject {
  const { spec, status } = object as Deployment;
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec.replicas ?? 0 },
    status: { replicas: status?.replicas ?? 0, selector: selectorText(spec.selector) },
  };
}

function wantedScale(call: Call, object: KubeObject): { replicas: number; resourceVersion?: string } {
  const body =
    call.request.method === 'PATCH'
      ? (mergePatch(scaleOf(object), parseDocument(call.request)) as Record<string, unknown>)
      : parseBody(call.request);
  const replicas = isRecord(body.spec) ? Number(body.spec.replicas ?? 0) : NaN;
  if (!Number.isInteger(replicas) || replicas < 0) {
    const message = `Invalid value: ${replicas}: must be greater than or equal to 0`;
    throw invalid({ plural: 'scales', kind: 'Scale', group: 'autoscaling' }, object.metadata.name, [
      { reason: 'FieldValueInvalid', message, field: 'spec.replicas' },
    ]);
  }
  const metadata = isRecord(body.metadata) ? body.metadata : {};
  const version = call.request.method === 'PUT' ? metadata.resourceVersion : undefined;
  return { replicas, resourceVersion: typeof version === 'string' ? version : undefined };
}

/** get, put and patch of /scale. */
export function scale(call: Call): Answer {
  const object = current(call);
  if (call.request.method === 'GET') return { code: 200, body: scaleOf(object) };
  const wanted = wantedScale(call, object);
  const metadata = { ...object.metadata, resourceVersion: wanted.resourceVersion ?? '' };
  const spec = { ...(object as Deployment).spec, replicas: wanted.replicas };
  const dryRun = call.request.query.getAll('dryRun').includes('All');
  return { code: 200, body: scaleOf(replace(call.cluster, { ...object, metadata, spec }, { dryRun })) };
}

/** Evicts a pod unless a disruption budget forbids it. */
export function evict(call: Call): Answer {
  const pod = current(call) as Pod;
  const body = parseBody(call.request);
  const options = isRecord(body.deleteOptions) ? body.deleteOptions : {};
  const budgets = call.cluster.store
    .list('poddisruptionbudgets.policy', pod.metadata.namespace)
    .filter((budget) => selects(budget.spec.selector, pod.metadata.labels));
  const blocking = budgets.find((budget) => budget.status.disruptionsAllowed <= 0);
  if (blocking && pod.status.phase === 'Running') {
    const { name } = blocking.metadata;
    const { desiredHealthy, currentHealthy } = blocking.status;
    const cause = `The disruption budget ${name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
    throw failure('TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
      causes: [{ reason: 'DisruptionBudget', message: cause, field: '' }],
    });
  }
  const graceSeconds =
    typeof options.gracePeriodSeconds === 'number' ? options.gracePeriodSeconds : undefined;
  const dryRun = call.request.query.getAll('dryRun').includes('All');
  remove(call.cluster, pod, { graceSeconds, dryRun });
  return {
    code: 201,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 },
  };
}

/** Binds a pod to a node, as a scheduler of one's own would. */
export function bind(call: Call): Answer {
  const pod = current(call) as Pod;
  const body = parseBody(call.request);
  const node = isRecord(body.target) ? String(body.target.name) : '';
  call.cluster.store.put('pods', { ...pod, spec: { ...pod.spec, nodeName: node } });
  return {
    code: 201,
    body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 },
  };
}
