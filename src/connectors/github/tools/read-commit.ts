import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { toldCommit, toldFile, toldPull } from '../reads/commits.ts';
import { repositoryPath } from '../reads/repositories.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import { commitFields, fileFields, pullFields, repositoryInput } from '../words/fields.ts';
import { summarise, summaryField } from '../words/summary.ts';

const SHOWN_FILES = 60;

const input = z.object({
  repository: repositoryInput,
  sha: z.string().min(1).max(250).describe('A commit, or a branch or tag that stands for one.'),
});
const output = z.object({
  repository: z.string(),
  commit: commitFields,
  message: z.string(),
  parents: z.array(z.string()),
  summary: summaryField,
  files: z.array(fileFields),
  pullRequests: z.array(pullFields),
});

/** github_read_commit. */
export const readCommitTool = (server: Server) =>
  defineTool({
    name: 'github_read_commit',
    description:
      'One commit: message, author, the files it changed with the beginning of each diff, its areas and risk, its pull request.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ repository, sha }, { signal }) => {
      const path = await repositoryPath(server, repository, signal);
      const at = `${path}/commits/${encodeURIComponent(sha)}`;
      const name = path.slice('/repos/'.length);
      const found = await server.client.find({ path: at, signal }, schema.wholeCommit);
      if (!found)
        throw new InputError({
          code: 'no-such-commit',
          message: `${name} has no commit, branch or tag ${sha}.`,
        });
      const pulls = await server.client.list(
        { path: `${path}/commits/${found.sha}/pulls`, limit: 10, signal },
        schema.pull,
      );
      return {
        repository: name,
        commit: toldCommit(found),
        message: found.commit.message,
        parents: found.parents.map((parent) => parent.sha),
        summary: summarise(found.files),
        files: found.files.slice(0, SHOWN_FILES).map(toldFile),
        pullRequests: pulls.items.map(toldPull),
      };
    },
  });
