import type { KubeObject, Pod } from '../kube/types.ts';
import type { Deployment } from '../kube/workload-kinds.ts';

export interface Health {
  status: 'Healthy' | 'Suspended' | 'Progressing' | 'Missing' | 'Degraded' | 'Unknown';
  message?: string;
}

const ORDER: Health['status'][] = ['Healthy', 'Suspended', 'Progressing', 'Missing', 'Degraded', 'Unknown'];

/** Kinds of the company whose health Argo CD judges. */
const JUDGED = new Set(['Deployment', 'Pod', 'ReplicaSet', 'Service', 'HorizontalPodAutoscaler']);

/** Whether an object that is not there makes its application unhealthy: one of a kind without health does not. */
export function isMissed({ kind }: { kind: string }): boolean {
  return JUDGED.has(kind);
}

/** The worst of several. */
export function worst(all: readonly Health[]): Health['status'] {
  return all.reduce<Health['status']>(
    (so, { status }) => (ORDER.indexOf(status) > ORDER.indexOf(so) ? status : so),
    'Healthy',
  );
}

function deploymentHealth({ metadata, spec, status }: Deployment): Health {
  if (spec.paused) return { status: 'Suspended', message: 'Deployment is paused' };
  const waiting = 'Waiting for rollout to finish:';
  if ((metadata.generation ?? 1) > (status.observedGeneration ?? 0))
    return {
      status: 'Progressing',
      message: `${waiting} observed deployment generation less than desired generation`,
    };
  const { updatedReplicas = 0, replicas = 0, availableReplicas = 0 } = status;
  if (status.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded'))
    return { status: 'Degraded', message: `Deployment "${metadata.name}" exceeded its progress deadline` };
  const wanted = spec.replicas ?? 1;
  if (updatedReplicas < wanted)
    return {
      status: 'Progressing',
      message: `${waiting} ${updatedReplicas} out of ${wanted} new replicas have been updated...`,
    };
  if (replicas > updatedReplicas)
    return {
      status: 'Progressing',
      message: `${waiting} ${replicas - updatedReplicas} old replicas are pending termination...`,
    };
  if (availableReplicas < updatedReplicas)
    return {
      status: 'Progressing',
      message: `${waiting} ${availableReplicas} of ${updatedReplicas} updated replicas are available...`,
    };
  return { status: 'Healthy' };
}

function podHealth({ status, spec }: Pod): Health {
  const waiting = (status.containerStatuses ?? []).find(({ state }) =>
    /BackOff|^Err|Invalid|Error/.test(state?.waiting?.reason ?? ''),
  );
  if (waiting && spec.restartPolicy === 'Always')
    return { status: 'Degraded', message: waiting.state?.waiting?.message ?? waiting.state?.waiting?.reason };
  const ready = status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True');
  return { status: status.phase === 'Running' && ready ? 'Healthy' : 'Progressing' };
}

/** The health of an object as Argo CD judges its kind; undefined for kinds that have none. */
export function healthOf(object: KubeObject): Health | undefined {
  switch (object.kind) {
    case 'Deployment':
      return deploymentHealth(object as Deployment);
    case 'Pod':
      return podHealth(object as Pod);
    case 'ReplicaSet':
    case 'Service':
    case 'HorizontalPodAutoscaler':
      return { status: 'Healthy' };
    default:
      return undefined;
  }
}
