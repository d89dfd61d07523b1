import type {
  CronJob,
  DaemonSet,
  Deployment,
  HorizontalPodAutoscaler,
  Job,
  PodDisruptionBudget,
  ReplicaSet,
  StatefulSet,
} from '../kube/workload-kinds.ts';
import { humanDuration } from '../kube/time.ts';
import type { LabelSelector, PodTemplate } from '../kube/types.ts';
import { AGE, column, NAME, pairs, since } from './column.ts';
import type { Column } from './column.ts';

interface Templated {
  spec: { template: PodTemplate; selector?: LabelSelector };
}

function names({ spec }: Templated): string {
  return spec.template.spec.containers.map((container) => container.name).join(',');
}

function images({ spec }: Templated): string {
  return spec.template.spec.containers.map((container) => container.image).join(',');
}

function selector({ spec }: Templated): string {
  return pairs(spec.selector?.matchLabels);
}

const deployments: Column[] = [
  NAME,
  column<Deployment>('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec.replicas ?? 1}`),
  column<Deployment>('Up-to-date', ({ status }) => status?.updatedReplicas ?? 0),
  column<Deployment>('Available', ({ status }) => status?.availableReplicas ?? 0),
  AGE,
  column<Deployment>('Containers', names, 1),
  column<Deployment>('Images', images, 1),
  column<Deployment>('Selector', selector, 1),
];

const replicaSets: Column[] = [
  NAME,
  column<ReplicaSet>('Desired', ({ spec }) => spec.replicas ?? 1),
  column<ReplicaSet>('Current', ({ status }) => status?.replicas ?? 0),
  column<ReplicaSet>('Ready', ({ status }) => status?.readyReplicas ?? 0),
  AGE,
  column<ReplicaSet>('Containers', names, 1),
  column<ReplicaSet>('Images', images, 1),
  column<ReplicaSet>('Selector', selector, 1),
];

const statefulSets: Column[] = [
  NAME,
  column<StatefulSet>('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec.replicas ?? 1}`),
  AGE,
  column<StatefulSet>('Containers', names, 1),
  column<StatefulSet>('Images', images, 1),
];

const daemonSets: Column[] = [
  NAME,
  column<DaemonSet>('Desired', ({ status }) => status?.desiredNumberScheduled ?? 0),
  column<DaemonSet>('Current', ({ status }) => status?.currentNumberScheduled ?? 0),
  column<DaemonSet>('Ready', ({ status }) => status?.numberReady ?? 0),
  column<DaemonSet>('Up-to-date', ({ status }) => status?.updatedNumberScheduled ?? 0),
  column<DaemonSet>('Available', ({ status }) => status?.numberAvailable ?? 0),
  column<DaemonSet>('Node Selector', ({ spec }) => pairs(spec.template.spec.nodeSelector)),
  AGE,
  column<DaemonSet>('Containers', names, 1),
  column<DaemonSet>('Images', images, 1),
  column<DaemonSet>('Selector', selector, 1),
];

function jobStatus(job: Job): string {
  const holds = (type: string): boolean =>
    (job.status?.conditions ?? []).some((c) => c.type === type && c.status === 'True');
  if (holds('Complete')) return 'Complete';
  if (holds('Failed')) return 'Failed';
  return job.spec.suspend ? 'Suspended' : 'Running';
}

const jobs: Column[] = [
  NAME,
  column<Job>('Status', jobStatus),
  column<Job>('Completions', ({ spec, status }) => `${status?.succeeded ?? 0}/${spec.completions ?? 1}`),
  column<Job>('Duration', ({ status }, now) => {
    if (!status?.startTime) return '';
    const end = status.completionTime ? Date.parse(status.completionTime) : now;
    return humanDuration(end - Date.parse(status.startTime));
  }),
  AGE,
  column<Job>('Containers', names, 1),
  column<Job>('Images', images, 1),
  column<Job>('Selector', selector, 1),
];

const cronJobs: Column[] = [
  NAME,
  column<CronJob>('Schedule', ({ spec }) => spec.schedule),
  column<CronJob>('Timezone', ({ spec }) => spec.timeZone ?? '<none>'),
  column<CronJob>('Suspend', ({ spec }) => (spec.suspend ? 'True' : 'False')),
  column<CronJob>('Active', ({ status }) => status?.active?.length ?? 0),
  column<CronJob>('Last Schedule', ({ status }, now) =>
    status?.lastScheduleTime ? since(status.lastScheduleTime, now) : '<none>',
  ),
  AGE,
  column<CronJob>('Containers', ({ spec }) => names(spec.jobTemplate), 1),
  column<CronJob>('Images', ({ spec }) => images(spec.jobTemplate), 1),
  column<CronJob>('Selector', ({ spec }) => selector(spec.jobTemplate), 1),
];

function targets({ spec, status }: HorizontalPodAutoscaler): string {
  const wanted = spec.metrics?.[0]?.resource;
  if (!wanted) return '<none>';
  const [metric] = (status?.currentMetrics ?? []) as {
    resource?: { current: { averageUtilization?: number } };
  }[];
  const current = metric?.resource?.current.averageUtilization;
  return `${wanted.name}: ${current === undefined ? '<unknown>' : `${current}%`}/${wanted.target.averageUtilization ?? 0}%`;
}

const autoscalers: Column[] = [
  NAME,
  column<HorizontalPodAutoscaler>(
    'Reference',
    ({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`,
  ),
  column<HorizontalPodAutoscaler>('Targets', targets),
  column<HorizontalPodAutoscaler>('MinPods', ({ spec }) => String(spec.minReplicas ?? 1)),
  column<HorizontalPodAutoscaler>('MaxPods', ({ spec }) => spec.maxReplicas),
  column<HorizontalPodAutoscaler>('Replicas', ({ status }) => status?.currentReplicas ?? 0),
  AGE,
];

const budgets: Column[] = [
  NAME,
  column<PodDisruptionBudget>('Min Available', ({ spec }) => String(spec.minAvailable ?? 'N/A')),
  column<PodDisruptionBudget>('Max Unavailable', ({ spec }) => String(spec.maxUnavailable ?? 'N/A')),
  column<PodDisruptionBudget>('Allowed Disruptions', ({ status }) => status.disruptionsAllowed),
  AGE,
];

export const workloadColumns: Record<string, Column[]> = {
  'deployments.apps': deployments,
  'replicasets.apps': replicaSets,
  'statefulsets.apps': statefulSets,
  'daemonsets.apps': daemonSets,
  'jobs.batch': jobs,
  'cronjobs.batch': cronJobs,
  'horizontalpodautoscalers.autoscaling': autoscalers,
  'poddisruptionbudgets.policy': budgets,
};
