import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { toldCommit } from '../reads/commits.ts';
import { openRepository } from '../reads/repositories.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import {
  commitFields,
  limitInput,
  noteField,
  repositoryInput,
  saidWindow,
  windowInput,
  windowOf,
} from '../words/fields.ts';

const input = z.object({
  repository: repositoryInput,
  ref: z.string().max(250).optional().describe('Branch, tag or commit; the default branch when left out.'),
  path: z.string().max(500).optional().describe('Only commits that touch this file or folder.'),
  author: z.string().max(100).optional().describe('Login or e-mail address.'),
  ...windowInput,
  limit: limitInput,
});
const output = z.object({
  repository: z.string(),
  branch: z.string(),
  commits: z.array(commitFields),
  more: z.boolean().describe('Whether there are older ones that match.'),
  note: noteField,
});

/** github_list_commits. */
export const listCommitsTool = (server: Server) =>
  defineTool({
    name: 'github_list_commits',
    description: 'Commits of a branch, newest first: by time, author, or the file or folder that they touch.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ repository, ref, path, author, limit, ...window }, { signal }) => {
      const { full_name: name, default_branch: main } = await openRepository(server, repository, signal);
      const edges = windowOf(window, server.now());
      const question = {
        path: `/repos/${name}/commits`,
        params: { sha: ref, path, author, ...edges },
        limit,
        signal,
      };
      const { items, more } = await server.client.list(question, schema.commit);
      const branch = ref ?? main;
      const touching = `${path ? ` that touch ${path}` : ''}${author ? ` by ${author}` : ''}${saidWindow(edges)}`;
      const note = `No commits on ${branch} of ${name}${touching}.`;
      return {
        repository: name,
        branch,
        commits: items.map(toldCommit),
        more,
        ...(items.length === 0 ? { note } : {}),
      };
    },
  });
