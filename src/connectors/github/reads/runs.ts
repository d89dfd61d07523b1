import { z } from 'zod';
import * as schema from '../schema.ts';
import type { RawJob, RawRun } from '../schema.ts';
import type { Server } from '../server.ts';
import { tellingLines } from '../words/log-lines.ts';

export const runFields = z.object({
  id: z.number(),
  workflow: z.string(),
  title: z.string(),
  number: z.number(),
  attempt: z.number(),
  event: z.string(),
  branch: z.string().optional(),
  sha: z.string(),
  state: z.string().describe('Its conclusion, or its status while it runs.'),
  by: z.string(),
  at: z.string(),
  seconds: z.number().optional().describe('Of a run that has ended.'),
  url: z.string(),
});

export const failureFields = z.object({
  job: z.string(),
  step: z.string().optional(),
  state: z.string(),
  lines: z.array(z.string()).describe('Of its log: errors with what stands around them.'),
  note: z.string().optional(),
  url: z.string().optional(),
});
export type Failure = z.output<typeof failureFields>;

/** A run as tools tell it. */
export function toldRun(run: RawRun): z.output<typeof runFields> {
  const began = Date.parse(run.run_started_at ?? run.created_at);
  const ended = run.status === 'completed' ? Date.parse(run.updated_at) : NaN;
  return {
    id: run.id,
    workflow: run.name ?? 'unnamed',
    title: run.display_title,
    number: run.run_number,
    attempt: run.run_attempt,
    event: run.event,
    branch: run.head_branch ?? undefined,
    sha: run.head_sha,
    state: run.conclusion ?? run.status ?? 'unknown',
    by: run.actor?.login ?? 'unknown',
    at: run.created_at,
    ...(Number.isFinite(ended - began) ? { seconds: Math.max(0, Math.round((ended - began) / 1000)) } : {}),
    url: run.html_url,
  };
}

const FAILED = new Set(['failure', 'timed_out', 'startup_failure']);
const MOST_LOGS = 4;

/** Whether a job did not end well. */
const hasFailed = ({ conclusion }: Pick<RawJob, 'conclusion'>): boolean => FAILED.has(conclusion ?? '');

function stepTimes({ steps, started_at: from, completed_at: to }: RawJob, failing: string | undefined) {
  const step = steps.find(({ name }) => name === failing);
  const [began, ended] = [
    Date.parse(step?.started_at ?? from ?? ''),
    Date.parse(step?.completed_at ?? to ?? ''),
  ];
  return Number.isFinite(began) && Number.isFinite(ended) ? { from: began, to: ended + 999 } : undefined;
}

async function failureOf(
  { client }: Server,
  at: { path: string; job: RawJob },
  signal: AbortSignal,
): Promise<Failure> {
  const { job, path } = at;
  const failing = job.steps.find((step) => FAILED.has(step.conclusion ?? ''));
  const told = {
    job: job.name,
    step: failing?.name,
    state: job.conclusion ?? job.status,
    ...(job.html_url ? { url: job.html_url } : {}),
  };
  try {
    const log = await client.text({ path: `${path}/actions/jobs/${job.id}/logs`, signal });
    const lines = tellingLines(log, stepTimes(job, failing?.name));
    return { ...told, lines, ...(lines.length === 0 ? { note: 'Its log is empty.' } : {}) };
  } catch (error) {
    if (signal.aborted) throw error;
    const why = error instanceof Error && 'code' in error ? error.message : 'it could not be read';
    return { ...told, lines: [], note: `No log: ${why}` };
  }
}

/** The jobs of a run, and of those that failed the step and the lines that say why. */
export async function readJobs(server: Server, at: { path: string; run: number }, signal: AbortSignal) {
  const question = {
    path: `${at.path}/actions/runs/${at.run}/jobs`,
    params: { filter: 'latest' },
    limit: 200,
    key: 'jobs',
    signal,
  };
  const { items, more } = await server.client.list(question, schema.job);
  const failed = items.filter(hasFailed);
  const failures = await Promise.all(
    failed.slice(0, MOST_LOGS).map((job) => failureOf(server, { path: at.path, job }, signal)),
  );
  return { jobs: items, more, failures, unread: failed.length - failures.length };
}
