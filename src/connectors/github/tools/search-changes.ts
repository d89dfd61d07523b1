import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { toldCommit } from '../reads/commits.ts';
import { repositoryPath } from '../reads/repositories.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import { commitFields, noteField, saidWindow, windowInput, windowOf } from '../words/fields.ts';

const foundPull = z.object({
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  state: z.enum(['open', 'merged', 'closed']),
  author: z.string(),
  createdAt: z.string(),
  mergedAt: z.string().optional(),
  url: z.string(),
});

function datesIn({ since, until }: { since?: string; until?: string }): string | undefined {
  if (since === undefined && until === undefined) return undefined;
  return `${since ?? '*'}..${until ?? '*'}`;
}

/** Words alone: what would be a qualifier of GitHub's search is taken for a word. */
function plainWords(text: string): string {
  return text
    .replace(/["\\]/g, ' ')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (/[:<>]|^-/.test(word) ? `"${word}"` : word))
    .join(' ');
}

async function scopeOf(server: Server, repository: string | undefined, signal: AbortSignal): Promise<string> {
  if (repository !== undefined)
    return `repo:${(await repositoryPath(server, repository, signal)).slice('/repos/'.length)}`;
  if (server.owner !== undefined) return `user:${server.owner}`;
  const message = 'Whose repositories? Give a repository, or set JAMIE_GITHUB_OWNER.';
  throw new InputError({ code: 'no-owner', message });
}

async function searchPulls({ client }: Server, query: string, at: { limit: number; signal: AbortSignal }) {
  const params = { q: query, sort: 'updated', order: 'desc', per_page: String(at.limit) };
  const found = await client.read({ path: '/search/issues', params, signal: at.signal }, schema.foundIssues);
  const pulls = found.items.map((item): z.output<typeof foundPull> => {
    const mergedAt = item.pull_request?.merged_at ?? undefined;
    return {
      repository: item.repository_url.split('/').slice(-2).join('/'),
      number: item.number,
      title: item.title,
      state: mergedAt ? 'merged' : item.state === 'open' ? 'open' : 'closed',
      author: item.user?.login ?? 'unknown',
      createdAt: item.created_at,
      mergedAt,
      url: item.html_url,
    };
  });
  return { pulls, total: found.total_count };
}

async function searchCommits({ client }: Server, query: string, at: { limit: number; signal: AbortSignal }) {
  const params = { q: query, sort: 'committer-date', order: 'desc', per_page: String(at.limit) };
  const found = await client.read(
    { path: '/search/commits', params, signal: at.signal },
    schema.foundCommits,
  );
  const commits = found.items.map((item) => ({ repository: item.repository.full_name, ...toldCommit(item) }));
  return { commits, total: found.total_count };
}

const input = z.object({
  words: z.string().min(1).max(200).describe('All of them must occur.'),
  repository: z.string().max(140).optional(),
  ...windowInput,
  limit: z.number().int().min(1).max(100).default(20).describe('Of each.'),
});
const output = z.object({
  pullRequests: z.array(foundPull),
  totalPullRequests: z.number(),
  commits: z.array(commitFields.extend({ repository: z.string() })),
  totalCommits: z.number(),
  note: noteField,
});

/** github_search_changes. */
export const searchChangesTool = (server: Server) =>
  defineTool({
    name: 'github_search_changes',
    description:
      'Pull requests and commits whose words name something, such as a service, in all repositories of the owner or in one. For commits ' +
      'that touch a path use github_list_commits.',
    input,
    output,
    effect: 'read',
    deadlineMs: 25_000,
    run: async ({ words, repository, limit, ...window }, { signal }) => {
      const edges = windowOf(window, server.now());
      const dates = datesIn(edges);
      const base = `${plainWords(words)} ${await scopeOf(server, repository, signal)}`;
      const ask = { limit, signal };
      const [{ pulls, total }, found] = await Promise.all([
        searchPulls(server, `${base} is:pr${dates ? ` updated:${dates}` : ''}`, ask),
        searchCommits(server, `${base}${dates ? ` committer-date:${dates}` : ''}`, ask),
      ]);
      const none = total + found.total === 0 ? { note: `Nothing names "${words}"${saidWindow(edges)}.` } : {};
      return {
        pullRequests: pulls,
        totalPullRequests: total,
        commits: found.commits,
        totalCommits: found.total,
        ...none,
      };
    },
  });
