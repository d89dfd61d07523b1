import type { CronJob } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { readSchedule } from '../../facts/schedule.ts';
import { DAY, HOUR, MINUTE, SECOND, eventTime, isWithin, spanInWords } from '../../facts/time.ts';
import { joinWords, oneLine } from '../../facts/wording.ts';
import { eventFacts, fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

const START_TOLERANCE = 5 * MINUTE;

function badSchedule(index: ClusterIndex, cron: CronJob, why: string): Draft {
  const ref = index.ref('CronJob', cron);
  return {
    check: 'cronjob-bad-schedule',
    severity: 'warning',
    object: ref,
    title: 'schedule cannot be read',
    cause: `CronJob ${ref.name} never runs: its schedule “${oneLine(cron.spec.schedule, 60)}” cannot be read (${why}).`,
    evidence: [fact(index, ref, `spec.schedule is “${cron.spec.schedule}”`)],
    next: `Correct the schedule. ${kubectlDescribe(ref)}`,
  };
}

function suspended(index: ClusterIndex, cron: CronJob): Draft {
  const ref = index.ref('CronJob', cron);
  return {
    check: 'cronjob-suspended',
    severity: 'info',
    object: ref,
    title: 'suspended',
    cause: `CronJob ${ref.name} is suspended: it starts no runs until somebody resumes it.`,
    evidence: [fact(index, ref, `spec.suspend is true, last run ${cron.status.lastScheduleTime ?? 'never'}`)],
    next: `If it should run: kubectl -n ${ref.namespace} patch cronjob ${ref.name} -p '{"spec":{"suspend":false}}'`,
  };
}

function missedDraft(index: ClusterIndex, cron: CronJob, words: string): Draft {
  const ref = index.ref('CronJob', cron);
  const events = index
    .events('CronJob', cron)
    .filter((event) => event.type === 'Warning' && isWithin(eventTime(event), DAY, index.now));
  return {
    check: 'cronjob-missed',
    severity: 'warning',
    object: ref,
    title: 'missed its schedule',
    cause: `CronJob ${ref.name} ${words}.`,
    evidence: [
      fact(index, ref, `schedule ${cron.spec.schedule}, last run ${cron.status.lastScheduleTime ?? 'never'}`),
      ...eventFacts(index, 'CronJob', cron)(events, 1),
    ],
    next: kubectlDescribe(ref),
    related: cron.status.active.flatMap(({ name }) => (name ? [{ ...ref, kind: 'Job', name }] : [])),
  };
}

/** Not run since its time last came: only judged when that time is well past and lies after the CronJob's creation. */
function overdue(cron: CronJob, last: number | undefined, now: number): number | undefined {
  if (last === undefined) return undefined;
  const since = Date.parse(cron.status.lastScheduleTime ?? cron.metadata.creationTimestamp ?? '');
  const slack = Math.max(START_TOLERANCE, (cron.spec.startingDeadlineSeconds ?? 0) * SECOND);
  return Number.isNaN(since) || since >= last || now - last < slack ? undefined : now - last;
}

function missed(index: ClusterIndex, cron: CronJob, last: number | undefined): Draft[] {
  const late = overdue(cron, last, index.now);
  if (late === undefined) return [];
  const active = cron.status.active.flatMap(({ name }) => (name ? [name] : []));
  const due = `should have started ${spanInWords(late)} ago`;
  if (active.length && cron.spec.concurrencyPolicy === 'Forbid') {
    return late < HOUR
      ? []
      : [
          missedDraft(
            index,
            cron,
            `${due}, but its run ${joinWords(active)} is still going and it forbids two at once`,
          ),
        ];
  }
  const tooMany = index
    .events('CronJob', cron)
    .some(({ reason, message }) => /TooManyMissedTimes|FailedNeedsStart/.test(`${reason} ${message}`));
  const why = tooMany
    ? ' and was given up on: more than 100 starts were missed, or none within its starting deadline'
    : ' and did not';
  return [missedDraft(index, cron, `${due}${why}`)];
}

/** CronJobs with a schedule that cannot be read, that are suspended, or that miss their time. */
export function checkCronJob(index: ClusterIndex, cron: CronJob): Draft[] {
  if (cron.metadata.deletionTimestamp) return [];
  const last = due(index, cron);
  if (typeof last === 'string') return [badSchedule(index, cron, last)];
  return cron.spec.suspend ? [suspended(index, cron)] : missed(index, cron, last);
}

/** Between two due times nothing changes, so what was worked out holds until the next. */
const known = new WeakMap<CronJob, { from: number; until: number; last: number | undefined }>();

function due(index: ClusterIndex, cron: CronJob): number | string | undefined {
  const cached = known.get(cron);
  if (cached && cached.from <= index.now && index.now < cached.until) return cached.last;
  const schedule = readSchedule(cron.spec.schedule, cron.spec.timeZone, index.now);
  if (!schedule.ok) return schedule.why;
  const { last, next } = schedule;
  if (last === undefined && next === undefined && !cron.spec.schedule.includes('@every'))
    return 'no date fits it';
  known.set(cron, { from: index.now, until: next ?? Infinity, last });
  return last;
}
