import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { repositoryPath } from '../reads/repositories.ts';
import { runFields, toldRun } from '../reads/runs.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import {
  limitInput,
  noteField,
  repositoryInput,
  saidWindow,
  windowInput,
  windowOf,
} from '../words/fields.ts';

function createdIn({ since, until }: { since?: string; until?: string }): string | undefined {
  if (since === undefined) return until === undefined ? undefined : `<=${until}`;
  return until === undefined ? `>=${since}` : `${since}..${until}`;
}

const input = z.object({
  repository: repositoryInput,
  branch: z.string().max(250).optional(),
  sha: z.string().max(40).optional().describe('A whole commit.'),
  state: z.enum(['failure', 'success', 'cancelled', 'timed_out', 'in_progress', 'queued']).optional(),
  ...windowInput,
  limit: limitInput,
});
const output = z.object({
  repository: z.string(),
  runs: z.array(runFields),
  total: z.number().describe('Runs that match.'),
  note: noteField,
});

/** github_list_workflow_runs. */
export const listWorkflowRunsTool = (server: Server) =>
  defineTool({
    name: 'github_list_workflow_runs',
    description: 'Runs of GitHub Actions in a repository, newest first: by branch, commit, state or time.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ repository, branch, sha, state, limit, ...window }, { signal }) => {
      const path = await repositoryPath(server, repository, signal);
      const edges = windowOf(window, server.now());
      const params = { branch, head_sha: sha, status: state, created: createdIn(edges) };
      const question = { path: `${path}/actions/runs`, params, limit, key: 'workflow_runs', signal };
      const { items, total } = await server.client.list(question, schema.run);
      const name = path.slice('/repos/'.length);
      const asked = `${state ? ` that are ${state}` : ''}${branch ? ` on ${branch}` : ''}${sha ? ` of ${sha}` : ''}`;
      const note = `No workflow runs of ${name}${asked}${saidWindow(edges)}.`;
      return {
        repository: name,
        runs: items.map(toldRun),
        total: total ?? items.length,
        ...(items.length === 0 ? { note } : {}),
      };
    },
  });
