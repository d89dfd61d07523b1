export { openJobs } from './open-jobs.ts';
export type { Jobs, JobsLog } from './open-jobs.ts';
