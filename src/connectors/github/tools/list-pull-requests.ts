import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { toldPull } from '../reads/commits.ts';
import { repositoryPath } from '../reads/repositories.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import {
  limitInput,
  noteField,
  pullFields,
  repositoryInput,
  saidWindow,
  windowInput,
  windowOf,
} from '../words/fields.ts';

const LOOKED_AT = 300;

interface Dated {
  mergedAt?: string;
  createdAt: string;
}

const dateOf = ({ mergedAt, createdAt }: Dated): string => mergedAt ?? createdAt;

function isInside(pull: Dated, { since, until }: { since?: string; until?: string }): boolean {
  const at = dateOf(pull);
  return (since === undefined || at >= since) && (until === undefined || at <= until);
}

const input = z.object({
  repository: repositoryInput,
  state: z
    .enum(['open', 'merged', 'closed', 'all'])
    .default('merged')
    .describe('closed: without being merged.'),
  author: z.string().max(100).optional().describe('Login.'),
  ...windowInput,
  limit: limitInput,
});
const output = z.object({
  repository: z.string(),
  pullRequests: z.array(pullFields),
  total: z.number().describe('That match, among those looked at.'),
  note: noteField,
});

/** github_list_pull_requests. */
export const listPullRequestsTool = (server: Server) =>
  defineTool({
    name: 'github_list_pull_requests',
    description:
      'Pull requests of a repository: open, or merged in a window of time, the latest first. For all repositories at once use github_search_changes.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ repository, state, author, limit, ...window }, { signal }) => {
      const path = await repositoryPath(server, repository, signal);
      const { since, until } = windowOf(window, server.now());
      const asked = state === 'merged' ? 'closed' : state;
      const params = { state: asked, sort: 'updated', direction: 'desc' };
      const { items, more } = await server.client.list(
        { path: `${path}/pulls`, params, limit: LOOKED_AT, signal },
        schema.pull,
      );
      const found = items
        .map(toldPull)
        .filter(
          (pull) => state === 'all' || pull.state === state || (state === 'open' && pull.state === 'draft'),
        )
        .filter((pull) => author === undefined || pull.author.toLowerCase() === author.toLowerCase())
        .filter((pull) => isInside(pull, { since, until }))
        .sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));
      const name = path.slice('/repos/'.length);
      const partly = more ? ` Looked at the ${items.length} that changed last; there are more.` : '';
      const none = `No ${state === 'all' ? '' : `${state} `}pull requests of ${name}${saidWindow({ since, until })}.`;
      const note = `${found.length === 0 ? none : ''}${partly}`.trim();
      return {
        repository: name,
        pullRequests: found.slice(0, limit),
        total: found.length,
        ...(note ? { note } : {}),
      };
    },
  });
