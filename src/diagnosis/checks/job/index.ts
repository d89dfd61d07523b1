import type { CheckFamily } from '../draft.ts';
import { checkCronJob } from './cron-jobs.ts';
import { checkJob } from './jobs.ts';

/** Jobs and CronJobs. */
export const JOB_CHECKS: CheckFamily = {
  checks: [
    { id: 'job-failed', title: 'A Job failed', looksAt: ['Job', 'Pod', 'CronJob'] },
    { id: 'job-failing', title: 'A Job fails and is retried', looksAt: ['Job', 'Pod'] },
    { id: 'job-suspended', title: 'A Job is suspended', looksAt: ['Job'], hygiene: true },
    { id: 'cronjob-bad-schedule', title: 'A schedule that cannot be read', looksAt: ['CronJob'] },
    { id: 'cronjob-suspended', title: 'A CronJob is suspended', looksAt: ['CronJob'], hygiene: true },
    { id: 'cronjob-missed', title: 'A CronJob missed its time', looksAt: ['CronJob', 'Event'] },
  ],
  run: (index) => [
    ...index.list('Job').flatMap((job) => checkJob(index, job)),
    ...index.list('CronJob').flatMap((cron) => checkCronJob(index, cron)),
  ],
};
