import type { Job, ObjectRef, Pod } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { explainExitCode } from '../../facts/exit-code.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { DAY, isWithin } from '../../facts/time.ts';
import { oneLine, plural } from '../../facts/wording.ts';
import { ownersOf } from '../../facts/workload.ts';
import { fact } from '../draft.ts';
import type { Draft } from '../draft.ts';
import { own } from '../../facts/own.ts';

const failureOf = ({ status }: Job) =>
  status.conditions.find(
    ({ type, status: holds }) => (type === 'Failed' || type === 'FailureTarget') && holds === 'True',
  );

const isComplete = ({ status }: Job) =>
  status.completionTime !== undefined ||
  status.conditions.some(({ type, status: holds }) => type === 'Complete' && holds === 'True');

function cronOf(index: ClusterIndex, job: Job): ObjectRef | undefined {
  return ownersOf(index, job).find(({ kind }) => kind === 'CronJob');
}

/** A later run of the same CronJob succeeded: the failure is history. */
function isSuperseded(index: ClusterIndex, job: Job, failedAt: string | undefined): boolean {
  const cron = cronOf(index, job);
  const last = cron && index.get('CronJob', cron.namespace, cron.name)?.status.lastSuccessfulTime;
  const when = failedAt ?? job.metadata.creationTimestamp;
  return last !== undefined && when !== undefined && Date.parse(last) >= Date.parse(when);
}

interface Attempt {
  pod: Pod;
  words: string;
}

/** How the job's last failed pod ended. */
function lastAttempt(index: ClusterIndex, job: Job): Attempt | undefined {
  const failed = index
    .ownedBy('Pod', job)
    .filter(({ status }) => status.phase === 'Failed')
    .toSorted((a, b) =>
      (a.metadata.creationTimestamp ?? '').localeCompare(b.metadata.creationTimestamp ?? ''),
    );
  const pod = failed.at(-1);
  if (!pod) return undefined;
  const statuses = [...pod.status.initContainerStatuses, ...pod.status.containerStatuses];
  const ended = statuses.find(({ state }) => (state.terminated?.exitCode ?? 0) !== 0);
  const ending = ended?.state.terminated;
  if (!ended || !ending) return { pod, words: pod.status.reason ?? 'its pod failed' };
  const said = ending.message ? `; it said “${oneLine(ending.message, 160)}”` : '';
  return {
    pod,
    words: `the container ${ended.name} ended with exit code ${ending.exitCode}: ${explainExitCode(ending.exitCode, ending.signal, ending.reason)}${said}`,
  };
}

const REASONS: Record<string, (job: Job) => string> = {
  BackoffLimitExceeded: ({ spec, status }) =>
    `it failed ${plural(Math.max(status.failed, 1), 'time')}, as often as it may (backoffLimit ${spec.backoffLimit ?? 6})`,
  DeadlineExceeded: ({ spec }) =>
    `it ran longer than activeDeadlineSeconds (${spec.activeDeadlineSeconds ?? '?'}) allows`,
  PodFailurePolicy: () => 'its pod failure policy says to give up on this failure',
  FailedIndexes: () => 'some of its indexes failed',
  MaxFailedIndexesExceeded: () => 'too many of its indexes failed',
};

function failed(index: ClusterIndex, job: Job): Draft[] {
  const failure = failureOf(job);
  if (!failure || isSuperseded(index, job, failure.lastTransitionTime)) return [];
  const ref = index.ref('Job', job);
  const why =
    own(REASONS, failure.reason ?? '')?.(job) ??
    oneLine(failure.message ?? failure.reason ?? 'no reason given', 200);
  const attempt = lastAttempt(index, job);
  const cron = cronOf(index, job);
  const { namespace, name } = ref;
  return [
    {
      check: 'job-failed',
      severity: isWithin(failure.lastTransitionTime, DAY, index.now) ? 'warning' : 'info',
      object: ref,
      title: 'failed',
      cause: `Job ${name} failed: ${why}${attempt ? `; the last time, ${attempt.words}` : ''}.`,
      evidence: [
        fact(index, ref, `Failed is True (${failure.reason ?? ''}): ${failure.message ?? ''}`),
        ...(attempt
          ? [fact(index, index.ref('Pod', attempt.pod), `${attempt.pod.metadata.name}: ${attempt.words}`)]
          : []),
      ],
      next: attempt
        ? `Read its log. kubectl -n ${namespace} logs ${attempt.pod.metadata.name}`
        : `kubectl -n ${namespace} logs job/${name}`,
      related: [...(attempt ? [index.ref('Pod', attempt.pod)] : []), ...(cron ? [cron] : [])],
      group: cron ? `failed runs of ${namespace}/${cron.name}` : undefined,
    },
  ];
}

/** A job that has failed before and is trying again. */
function retrying(index: ClusterIndex, job: Job): Draft[] {
  if (job.status.failed === 0 || isComplete(job) || job.spec.suspend) return [];
  const attempt = lastAttempt(index, job);
  const ref = index.ref('Job', job);
  const times = plural(job.status.failed, 'time');
  return [
    {
      check: 'job-failing',
      severity: 'warning',
      object: ref,
      title: `failed ${times}, tries again`,
      cause: `Job ${ref.name} has failed ${times} and is retried${attempt ? `; the last time, ${attempt.words}` : ''}.`,
      evidence: [
        fact(index, ref, `status.failed is ${job.status.failed}, backoffLimit ${job.spec.backoffLimit ?? 6}`),
      ],
      next: attempt ? `kubectl -n ${ref.namespace} logs ${attempt.pod.metadata.name}` : kubectlDescribe(ref),
      explainedBy: index.ownedBy('Pod', job).map((pod) => index.ref('Pod', pod)),
      related: attempt ? [index.ref('Pod', attempt.pod)] : [],
    },
  ];
}

function suspended(index: ClusterIndex, job: Job): Draft[] {
  if (!job.spec.suspend || isComplete(job)) return [];
  const ref = index.ref('Job', job);
  return [
    {
      check: 'job-suspended',
      severity: 'info',
      object: ref,
      title: 'suspended',
      cause: `Job ${ref.name} is suspended and does not run until somebody resumes it.`,
      evidence: [fact(index, ref, 'spec.suspend is true')],
      next: kubectlDescribe(ref),
    },
  ];
}

/** Jobs that failed and were not made good by a later run, keep failing, or are suspended. */
export function checkJob(index: ClusterIndex, job: Job): Draft[] {
  if (job.metadata.deletionTimestamp) return [];
  return failureOf(job) ? failed(index, job) : [...retrying(index, job), ...suspended(index, job)];
}
