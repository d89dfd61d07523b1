import type { CronJob } from '../../evidence/index.ts';
import type { ClusterIndex } from '../../facts/cluster-index.ts';
import { memoByIdentity } from '../../facts/memo.ts';
import { kubectlDescribe } from '../../facts/refs.ts';
import { nextDue } from '../../facts/schedule.ts';
import type { Due } from '../../facts/schedule.ts';
import { DAY, HOUR, MINUTE, SECOND, eventTime, isWithin, spanInWords } from '../../facts/time.ts';
import { joinWords, oneLine } from '../../facts/wording.ts';
import { eventFacts, fact } from '../draft.ts';
import type { Draft } from '../draft.ts';

const START_TOLERANCE = 5 * MINUTE;
const WIDEST_ZONE = 14 * HOUR;
const CLOCK_CHANGE = HOUR;

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

interface LastRun {
  schedule: string;
  timeZone?: string;
  last: number;
}

/** A last run that does not fall on the schedule in UTC shows by how much the controller's own time zone differs. */
function dueAfterRun({ schedule, timeZone, last }: LastRun): Due {
  const fitting = nextDue(schedule, timeZone, last - SECOND);
  if (!fitting.ok || fitting.at === undefined) return fitting;
  const shift = fitting.at - last;
  if (shift > WIDEST_ZONE) return { ok: true };
  const due = nextDue(schedule, timeZone, fitting.at);
  if (!due.ok || due.at === undefined) return due;
  return { ok: true, at: shift === 0 ? due.at : due.at - shift + CLOCK_CHANGE };
}

/** When the run after the last one (or the first one after its creation) is due. */
const dueOf = memoByIdentity(({ metadata, spec, status }: CronJob) => {
  const { schedule, timeZone } = spec;
  const last = Date.parse(status.lastScheduleTime ?? '');
  if (!Number.isNaN(last)) return dueAfterRun({ schedule, timeZone, last });
  const created = Date.parse(metadata.creationTimestamp ?? '');
  const due = nextDue(schedule, timeZone, Number.isNaN(created) ? 0 : created);
  // a controller without a time zone of its own may count in one we do not know
  return due.ok && due.at !== undefined && !timeZone ? { ok: true as const, at: due.at + WIDEST_ZONE } : due;
});

function missed(index: ClusterIndex, cron: CronJob, due: number): Draft[] {
  const late = index.now - due;
  if (late < Math.max(START_TOLERANCE, (cron.spec.startingDeadlineSeconds ?? 0) * SECOND)) return [];
  const active = cron.status.active.flatMap(({ name }) => (name ? [name] : []));
  const words = `should have started ${spanInWords(late)} ago`;
  if (active.length && cron.spec.concurrencyPolicy === 'Forbid') {
    if (late < HOUR) return [];
    return [
      missedDraft(
        index,
        cron,
        `${words}, but its run ${joinWords(active)} is still going and it forbids two at once`,
      ),
    ];
  }
  const tooMany = index
    .events('CronJob', cron)
    .some(({ reason, message }) => /TooManyMissedTimes|FailedNeedsStart/.test(`${reason} ${message}`));
  const why = tooMany
    ? ' and was given up on: more than 100 starts were missed, or none within its starting deadline'
    : ' and did not';
  return [missedDraft(index, cron, `${words}${why}`)];
}

/** CronJobs with a schedule that cannot be read, that are suspended, or that miss their time. */
export function checkCronJob(index: ClusterIndex, cron: CronJob): Draft[] {
  if (cron.metadata.deletionTimestamp) return [];
  const due = dueOf(cron);
  if (!due.ok) return [badSchedule(index, cron, due.why)];
  if (cron.spec.suspend) return [suspended(index, cron)];
  return due.at === undefined ? [] : missed(index, cron, due.at);
}
