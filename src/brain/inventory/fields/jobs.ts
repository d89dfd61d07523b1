import { podsOf } from '#diagnosis';
import type { Job } from '#diagnosis/evidence';
import type { Cell } from '../result.ts';
import type { Field } from '../query.ts';
import { SPEC_FIELDS } from './containers.ts';
import type { FieldsOf } from './scope.ts';

const has = ({ status }: Job, type: string) =>
  status.conditions.some((condition) => condition.type === type && condition.status === 'True');

/** Complete, Failed, Suspended, Running or Pending, as kubectl says it. */
export function jobStatus(job: Job): string {
  if (has(job, 'Complete') || has(job, 'SuccessCriteriaMet')) return 'Complete';
  if (has(job, 'Failed') || has(job, 'FailureTarget')) return 'Failed';
  if (job.spec.suspend) return 'Suspended';
  return job.status.active > 0 ? 'Running' : 'Pending';
}

const fromTemplate = <Template>(
  specOf: (object: Template) => Parameters<typeof SPEC_FIELDS.image>[0] | undefined,
) =>
  Object.fromEntries(
    Object.entries(SPEC_FIELDS).map(([field, get]) => [
      field,
      (object: Template) => {
        const spec = specOf(object);
        return spec && (get as (spec: Parameters<typeof SPEC_FIELDS.image>[0]) => Cell)(spec);
      },
    ]),
  ) as Partial<Record<Field, (object: Template) => Cell>>;

export const JOB_FIELDS: FieldsOf<'Job'> = {
  ...fromTemplate<Job>(({ spec }) => spec.template.spec),
  status: jobStatus,
  ready: (job) => jobStatus(job) === 'Complete' || job.status.active > 0,
  healthy: (job) => jobStatus(job) !== 'Failed' && !(job.status.failed > 0 && jobStatus(job) !== 'Complete'),
  suspended: ({ spec }) => spec.suspend ?? false,
  pods: (job, { index }) => podsOf(index, 'Job', job).length,
  replicas: ({ spec }) => spec.completions ?? 1,
};

const NAMED: Readonly<Record<string, string>> = {
  '@hourly': 'hourly',
  '@daily': 'daily',
  '@midnight': 'daily',
  '@weekly': 'weekly',
  '@monthly': 'monthly',
  '@yearly': 'yearly',
  '@annually': 'yearly',
};

/** How often a schedule comes round: hourly, daily, every 15 minutes ...; undefined when no such word fits. */
function cadenceOf(schedule: string): string | undefined {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = schedule.trim().split(/\s+/);
  if (Object.hasOwn(NAMED, minute)) return NAMED[minute];
  const isNumber = (part: string) => /^\d+$/.test(part);
  const isEvery = (...parts: string[]) => parts.every((part) => part === '*');
  const minutes = /^(?:\*|0)\/(\d+)$/.exec(minute)?.[1];
  const hours = /^(?:\*|0)\/(\d+)$/.exec(hour)?.[1];
  if (isEvery(hour, day, month, weekday)) {
    if (minutes !== undefined) return minutes === '1' ? 'every minute' : `every ${minutes} minutes`;
    return minute === '*' ? 'every minute' : isNumber(minute) ? 'hourly' : undefined;
  }
  if (!isNumber(minute)) return undefined;
  if (isEvery(day, month, weekday)) {
    if (hours !== undefined) return hours === '1' ? 'hourly' : `every ${hours} hours`;
    return isNumber(hour) ? 'daily' : undefined;
  }
  if (!isNumber(hour) || !isEvery(month)) return isNumber(month) && isEvery(weekday) ? 'yearly' : undefined;
  if (day === '*') return /^[0-7a-z]{1,3}$/i.test(weekday) ? 'weekly' : undefined;
  return weekday === '*' && isNumber(day) ? 'monthly' : undefined;
}

export const CRONJOB_FIELDS: FieldsOf<'CronJob'> = {
  ...fromTemplate(({ spec }) => spec.jobTemplate.spec.template?.spec),
  schedule: ({ spec }) => spec.schedule,
  cadence: ({ spec }) => cadenceOf(spec.schedule),
  suspended: ({ spec }) => spec.suspend ?? false,
  status: ({ spec, status }) =>
    spec.suspend ? 'Suspended' : status.active.length > 0 ? 'Active' : 'Scheduled',
  healthy: (cron, { index }) => !index.ownedBy('Job', cron).some((job) => jobStatus(job) === 'Failed'),
  pods: (cron, { index }) => podsOf(index, 'CronJob', cron).length,
};
