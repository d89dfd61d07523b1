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

export const CRONJOB_FIELDS: FieldsOf<'CronJob'> = {
  ...fromTemplate(({ spec }) => spec.jobTemplate.spec.template?.spec),
  schedule: ({ spec }) => spec.schedule,
  suspended: ({ spec }) => spec.suspend ?? false,
  status: ({ spec, status }) =>
    spec.suspend ? 'Suspended' : status.active.length > 0 ? 'Active' : 'Scheduled',
  healthy: (cron, { index }) => !index.ownedBy('Job', cron).some((job) => jobStatus(job) === 'Failed'),
  pods: (cron, { index }) => podsOf(index, 'CronJob', cron).length,
};
