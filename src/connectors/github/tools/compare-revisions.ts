import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { compareRevisions, comparisonFields } from '../reads/compare.ts';
import { repositoryPath } from '../reads/repositories.ts';
import type { Server } from '../server.ts';
import { repositoryInput } from '../words/fields.ts';

const revision = z.string().min(1).max(250);

/** github_compare_revisions. */
export const compareRevisionsTool = (server: Server) =>
  defineTool({
    name: 'github_compare_revisions',
    description:
      'What lies between two revisions (commits, tags or branches): commits, pull requests, the diff summed up by area (code, config, ' +
      'dependencies, infrastructure, database migration, tests, docs), and what may break, with reasons.',
    input: z.object({
      repository: repositoryInput,
      base: revision.describe('What was before.'),
      head: revision.describe('What is now.'),
    }),
    output: comparisonFields.extend({ repository: z.string() }),
    effect: 'read',
    deadlineMs: 25_000,
    run: async ({ repository, base, head }, { signal }) => {
      const path = await repositoryPath(server, repository, signal);
      const comparison = await compareRevisions(server, { path, base, head }, signal);
      return { repository: path.slice('/repos/'.length), ...comparison };
    },
  });
