import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { repositoryPath } from '../reads/repositories.ts';
import { failureFields, readJobs, runFields, toldRun } from '../reads/runs.ts';
import * as schema from '../schema.ts';
import type { RawRun } from '../schema.ts';
import type { Server } from '../server.ts';
import { noteField, repositoryInput } from '../words/fields.ts';

async function openRun(
  { client }: Server,
  { path, runId, branch }: { path: string; runId?: number; branch?: string },
  signal: AbortSignal,
): Promise<RawRun> {
  const name = path.slice('/repos/'.length);
  if (runId !== undefined) {
    const found = await client.find({ path: `${path}/actions/runs/${runId}`, signal }, schema.run);
    if (found) return found;
    throw new InputError({ code: 'no-such-run', message: `${name} has no workflow run ${runId}.` });
  }
  const params = { branch, status: 'failure' };
  const { items } = await client.list(
    { path: `${path}/actions/runs`, params, limit: 1, key: 'workflow_runs', signal },
    schema.run,
  );
  const [latest] = items;
  if (latest) return latest;
  const where = branch ? ` on ${branch}` : '';
  throw new InputError({
    code: 'no-failed-run',
    message: `${name} has no failed workflow run${where} that GitHub still knows.`,
  });
}

const input = z.object({
  repository: repositoryInput,
  runId: z.number().int().positive().optional(),
  branch: z.string().max(250).optional().describe('Of the latest that failed.'),
});
const output = z.object({
  repository: z.string(),
  run: runFields,
  jobs: z.array(z.object({ name: z.string(), state: z.string(), seconds: z.number().optional() })),
  failures: z.array(failureFields),
  note: noteField,
});

/** github_read_workflow_run. */
export const readWorkflowRunTool = (server: Server) =>
  defineTool({
    name: 'github_read_workflow_run',
    description:
      'One run of GitHub Actions: its jobs, and of each that failed the step and the lines of its log that say why. Without `runId` the latest that failed.',
    input,
    output,
    effect: 'read',
    deadlineMs: 30_000,
    run: async ({ repository, runId, branch }, { signal }) => {
      const path = await repositoryPath(server, repository, signal);
      const run = await openRun(server, { path, runId, branch }, signal);
      const { jobs, failures, unread, more } = await readJobs(server, { path, run: run.id }, signal);
      const told = jobs.map(({ name, conclusion, status, started_at: from, completed_at: to }) => {
        const seconds = (Date.parse(to ?? '') - Date.parse(from ?? '')) / 1000;
        return { name, state: conclusion ?? status, ...(Number.isFinite(seconds) ? { seconds } : {}) };
      });
      const notes = [
        ...(unread > 0 ? [`The logs of ${unread} more failed jobs were not read.`] : []),
        ...(more ? ['There are more jobs than shown.'] : []),
      ];
      const note = notes.length > 0 ? { note: notes.join(' ') } : {};
      return { repository: path.slice('/repos/'.length), run: toldRun(run), jobs: told, failures, ...note };
    },
  });
