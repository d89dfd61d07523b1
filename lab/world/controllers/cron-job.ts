import { itself, ownerOfKind, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { nextRun } from '../engine/cron.ts';
import { remove } from '../engine/delete.ts';
import { emit } from '../engine/events.ts';
import { create, setStatus } from '../engine/write.ts';
import { ApiError } from '../kube/errors.ts';
import type { CronJob, Job } from '../kube/workload-kinds.ts';
import { MINUTE, stamp } from '../kube/time.ts';
import { ownedBy } from './owned.ts';

const COMPONENT = 'cronjob-controller';

function jobsOf(cluster: Cluster, cron: CronJob): Job[] {
  return cluster.store
    .dependents(cron.metadata.uid)
    .filter((object): object is Job => object.kind === 'Job')
    .sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp));
}

function ended(job: Job, type: 'Complete' | 'Failed'): boolean {
  return (job.status?.conditions ?? []).some(
    (condition) => condition.type === type && condition.status === 'True',
  );
}

function trim(cluster: Cluster, jobs: Job[], keep: number): void {
  for (const job of jobs.slice(0, Math.max(0, jobs.length - keep))) remove(cluster, job);
}

function report(cluster: Cluster, cron: CronJob): void {
  const jobs = jobsOf(cluster, cron);
  const active = jobs.filter((job) => !ended(job, 'Complete') && !ended(job, 'Failed'));
  const finished = jobs.filter((job) => ended(job, 'Complete'));
  setStatus(cluster, cron, {
    ...cron.status,
    ...(active.length > 0
      ? {
          active: active.map(({ apiVersion, kind, metadata }) => ({
            kind,
            apiVersion,
            namespace: metadata.namespace,
            name: metadata.name,
            uid: metadata.uid,
          })),
        }
      : { active: undefined }),
    ...(finished.length > 0 ? { lastSuccessfulTime: finished.at(-1)?.status.completionTime } : {}),
  });
}

function start(cluster: Cluster, cron: CronJob, at: number): void {
  const { jobTemplate } = cron.spec;
  const name = `${cron.metadata.name}-${Math.floor(at / MINUTE)}`;
  create(cluster, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name,
      namespace: cron.metadata.namespace,
      labels: jobTemplate.metadata?.labels,
      annotations: { 'batch.kubernetes.io/cronjob-scheduled-timestamp': stamp(at) },
      ownerReferences: [ownedBy(cron)],
    },
    spec: jobTemplate.spec,
  });
  setStatus(cluster, cron, { ...cron.status, lastScheduleTime: stamp(at) });
  emit(cluster, {
    about: cron,
    reason: 'SuccessfulCreate',
    message: `Created job ${name}`,
    component: COMPONENT,
  });
}

/** Runs a CronJob once, as its schedule does. */
export function fire(cluster: Cluster, key: string, at: number): void {
  const { namespace, name } = splitKey(key);
  const cron = cluster.store.get('cronjobs.batch', namespace, name);
  if (!cron || cron.spec.suspend) return;
  const active = cron.status?.active ?? [];
  if (cron.spec.concurrencyPolicy === 'Forbid' && active.length > 0) {
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
    return emit(cluster, { about: cron, reason: 'JobAlreadyActive', message, component: COMPONENT });
  }
  try {
    start(cluster, cron, at);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const message = `Error creating job: ${error.message}`;
    emit(cluster, { about: cron, type: 'Warning', reason: 'FailedCreate', message, component: COMPONENT });
  }
}

function plan(cluster: Cluster, cron: CronJob, key: string): void {
  const timer = `cron/${cron.metadata.uid}`;
  const due = nextRun(cron.spec.schedule, cluster.timeline.now(), cron.spec.timeZone);
  if (due === undefined) {
    const message = `unparseable schedule: "${cron.spec.schedule}"`;
    emit(cluster, {
      about: cron,
      type: 'Warning',
      reason: 'UnparseableSchedule',
      message,
      component: COMPONENT,
    });
  }
  if (due === undefined || cron.spec.suspend) return cluster.timeline.cancel(timer);
  cluster.timeline.at(timer, due, () => {
    fire(cluster, key, due);
    reconcile(cluster, key);
  });
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const cron = cluster.store.get('cronjobs.batch', namespace, name);
  if (!cron || cron.metadata.deletionTimestamp) return;
  const jobs = jobsOf(cluster, cron);
  trim(
    cluster,
    jobs.filter((job) => ended(job, 'Complete')),
    cron.spec.successfulJobsHistoryLimit ?? 3,
  );
  trim(
    cluster,
    jobs.filter((job) => ended(job, 'Failed')),
    cron.spec.failedJobsHistoryLimit ?? 1,
  );
  report(cluster, cron);
  plan(cluster, cron, key);
}

/** Starts Jobs on schedule and forgets old ones. */
export const cronJobs: Controller = {
  name: COMPONENT,
  watches: { 'cronjobs.batch': itself, 'jobs.batch': ownerOfKind('CronJob') },
  reconcile,
};
