import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { toldPull } from '../reads/commits.ts';
import { checksFields, readPullStates } from '../reads/pull-states.ts';
import type { Review } from '../reads/pull-states.ts';
import { repositoryPath } from '../reads/repositories.ts';
import * as schema from '../schema.ts';
import type { RawPull } from '../schema.ts';
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
  pullRequests: z.array(
    pullFields.extend({
      approvedBy: z.array(z.string()).optional(),
      changesAskedBy: z.array(z.string()).optional(),
      decision: z.string().optional().describe('What the rules of the branch make of the reviews.'),
      checks: checksFields.optional().describe('Of its last commit.'),
    }),
  ),
  total: z.number().describe('That match, among those looked at.'),
  note: noteField,
});

/** Who stands by what they said last. */
function standing(reviews: readonly Review[], state: string): string[] {
  const last = new Map(reviews.filter((one) => one.state !== 'commented').map((one) => [one.by, one.state]));
  return [...last].filter(([, said]) => said === state).map(([by]) => by);
}

/** Pull requests with what reviewers and checks say of each, where that can be had at once. */
async function withStates(server: Server, pulls: readonly RawPull[], signal: AbortSignal) {
  const states = await readPullStates(
    server,
    pulls.map(({ node_id: node }) => node),
    signal,
  );
  return pulls.map((pull) => {
    const { reviews = [], decision, checks } = states.get(pull.node_id ?? '') ?? {};
    const [approvedBy, changesAskedBy] = [
      standing(reviews, 'approved'),
      standing(reviews, 'changes requested'),
    ];
    return {
      ...toldPull(pull),
      ...(approvedBy.length > 0 ? { approvedBy } : {}),
      ...(changesAskedBy.length > 0 ? { changesAskedBy } : {}),
      decision,
      checks,
    };
  });
}

/** github_list_pull_requests. */
export const listPullRequestsTool = (server: Server) =>
  defineTool({
    name: 'github_list_pull_requests',
    description:
      'Pull requests of a repository: open, or merged in a window of time, the latest first, with what reviewers and checks say. For all repositories at once use github_search_changes.',
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
        .map((raw) => ({ raw, pull: toldPull(raw) }))
        .filter(
          ({ pull }) =>
            state === 'all' || pull.state === state || (state === 'open' && pull.state === 'draft'),
        )
        .filter(({ pull }) => author === undefined || pull.author.toLowerCase() === author.toLowerCase())
        .filter(({ pull }) => isInside(pull, { since, until }))
        .sort((a, b) => (dateOf(a.pull) < dateOf(b.pull) ? 1 : -1))
        .map(({ raw }) => raw);
      const name = path.slice('/repos/'.length);
      const partly = more ? ` Looked at the ${items.length} that changed last; there are more.` : '';
      const none = `No ${state === 'all' ? '' : `${state} `}pull requests of ${name}${saidWindow({ since, until })}.`;
      const note = `${found.length === 0 ? none : ''}${partly}`.trim();
      return {
        repository: name,
        pullRequests: await withStates(server, found.slice(0, limit), signal),
        total: found.length,
        ...(note ? { note } : {}),
      };
    },
  });
