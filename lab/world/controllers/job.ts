import { itself, ownerOfKind, splitKey } from '../engine/cluster.ts';
import type { Cluster, Controller } from '../engine/cluster.ts';
import { remove } from '../engine/delete.ts';
import { emit } from '../engine/events.ts';
import { amend, setStatus } from '../engine/write.ts';
import type { Job } from '../kube/workload-kinds.ts';
import { stamp } from '../kube/time.ts';
import type { Pod } from '../kube/types.ts';
import { createPod, isReady, podsOf } from './owned.ts';

const COMPONENT = 'job-controller';
const FIRST_BACKOFF = 10_000;
const LONGEST_BACKOFF = 600_000;

interface Counts {
  active: Pod[];
  succeeded: number;
  failed: number;
  restarts: number;
}

function countsOf(pods: Pod[]): Counts {
  const phase = (name: string): Pod[] => pods.filter((pod) => pod.status.phase === name);
  const active = [...phase('Pending'), ...phase('Running')].filter((pod) => !pod.metadata.deletionTimestamp);
  const restarts = active.reduce(
    (total, pod) => total + (pod.status.containerStatuses?.[0]?.restartCount ?? 0),
    0,
  );
  return { active, succeeded: phase('Succeeded').length, failed: phase('Failed').length, restarts };
}

function labelJob(cluster: Cluster, job: Job): void {
  const { name, namespace, uid } = job.metadata;
  const labels = {
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  amend(cluster, { resource: 'jobs.batch', namespace, name }, (draft) => {
    draft.spec.selector = { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } };
    draft.spec.template.metadata = {
      ...draft.spec.template.metadata,
      labels: { ...draft.spec.template.metadata?.labels, ...labels },
    };
    draft.metadata.labels ??= draft.spec.template.metadata.labels;
    draft.metadata.generation = 1;
  });
}

function isFinished(job: Job): boolean {
  return (job.status?.conditions ?? []).some(
    (c) => (c.type === 'Complete' || c.type === 'Failed') && c.status === 'True',
  );
}

function finish(
  cluster: Cluster,
  job: Job,
  end: { counts: Counts; failure?: { reason: string; message: string } },
): void {
  const now = stamp(cluster.timeline.now());
  const { counts, failure } = end;
  const condition = { lastProbeTime: now, lastTransitionTime: now, status: 'True' };
  const complete = { reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' };
  for (const pod of counts.active) remove(cluster, pod);
  setStatus(cluster, job, {
    ...job.status,
    active: undefined,
    ready: 0,
    terminating: 0,
    ...(counts.succeeded > 0 ? { succeeded: counts.succeeded } : {}),
    ...(counts.failed > 0 ? { failed: counts.failed } : {}),
    ...(failure ? {} : { completionTime: now }),
    uncountedTerminatedPods: {},
    conditions: failure
      ? [
          { type: 'FailureTarget', ...condition, ...failure },
          { type: 'Failed', ...condition, ...failure },
        ]
      : [
          { type: 'SuccessCriteriaMet', ...condition, ...complete },
          { type: 'Complete', ...condition, ...complete },
        ],
  });
  if (failure) emit(cluster, { about: job, type: 'Warning', ...failure, component: COMPONENT });
  else emit(cluster, { about: job, reason: 'Completed', message: 'Job completed', component: COMPONENT });
}

function tooLate(cluster: Cluster, job: Job): boolean {
  const { activeDeadlineSeconds } = job.spec;
  const started = Date.parse(job.status?.startTime ?? '');
  return (
    activeDeadlineSeconds !== undefined && cluster.timeline.now() - started >= activeDeadlineSeconds * 1000
  );
}

function verdict(
  cluster: Cluster,
  job: Job,
  counts: Counts,
): 'complete' | { reason: string; message: string } | undefined {
  const wanted = job.spec.completions ?? 1;
  if (counts.succeeded >= wanted) return 'complete';
  const tries = counts.failed + (job.spec.template.spec.restartPolicy === 'OnFailure' ? counts.restarts : 0);
  if (tries > (job.spec.backoffLimit ?? 6)) {
    return { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
  }
  return tooLate(cluster, job)
    ? { reason: 'DeadlineExceeded', message: 'Job was active longer than specified deadline' }
    : undefined;
}

/** When the next pod may start: each failure doubles the pause before it. */
function mayStartAt(cluster: Cluster, job: Job, failed: number): number {
  if (failed === 0) return 0;
  const key = `job/${job.metadata.uid}`;
  const known = cluster.memory.get(key) as { failed: number; until: number } | undefined;
  if (known?.failed === failed) return known.until;
  const until = cluster.timeline.now() + Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (failed - 1));
  cluster.memory.set(key, { failed, until });
  return until;
}

function startPods(cluster: Cluster, job: Job, counts: Counts): void {
  const left = (job.spec.completions ?? 1) - counts.succeeded;
  const missing = Math.min(job.spec.parallelism ?? 1, left) - counts.active.length;
  if (missing <= 0) return;
  const { uid, namespace = '', name } = job.metadata;
  const at = mayStartAt(cluster, job, counts.failed);
  if (at > cluster.timeline.now()) {
    return cluster.timeline.at(`job/${uid}/retry`, at, () => reconcile(cluster, `${namespace}/${name}`));
  }
  for (let index = 0; index < missing; index++) {
    createPod(cluster, job, { template: job.spec.template, component: COMPONENT });
  }
}

function reconcile(cluster: Cluster, key: string): void {
  const { namespace, name } = splitKey(key);
  const job = cluster.store.get('jobs.batch', namespace, name);
  if (!job || job.metadata.deletionTimestamp || isFinished(job)) return;
  if (!job.spec.selector) return labelJob(cluster, job);
  if (job.spec.suspend) return;
  const counts = countsOf(podsOf(cluster, job));
  const end = verdict(cluster, job, counts);
  if (end) return finish(cluster, job, { counts, ...(end === 'complete' ? {} : { failure: end }) });
  startPods(cluster, job, counts);
  const after = countsOf(podsOf(cluster, job));
  setStatus(cluster, job, {
    ...(after.active.length > 0 ? { active: after.active.length } : {}),
    ready: after.active.filter(isReady).length,
    ...(after.succeeded > 0 ? { succeeded: after.succeeded } : {}),
    ...(after.failed > 0 ? { failed: after.failed } : {}),
    startTime: job.status?.startTime ?? stamp(cluster.timeline.now()),
    terminating: 0,
    uncountedTerminatedPods: {},
  });
  const deadline = job.spec.activeDeadlineSeconds;
  if (deadline !== undefined)
    cluster.timeline.after(`job/${job.metadata.uid}/deadline`, deadline * 1000, () =>
      reconcile(cluster, key),
    );
}

/** Runs Jobs to completion or until their backoff limit. */
export const jobs: Controller = {
  name: COMPONENT,
  watches: { 'jobs.batch': itself, pods: ownerOfKind('Job') },
  reconcile,
};
