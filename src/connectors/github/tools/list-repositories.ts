import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { listRepositories } from '../reads/repositories.ts';
import type { Server } from '../server.ts';
import { limitInput, noteField } from '../words/fields.ts';

const LOOKED_AT = 500;

const input = z.object({ contains: z.string().max(100).optional(), limit: limitInput });
const output = z.object({
  repositories: z.array(
    z.object({
      name: z.string().describe('owner/name'),
      description: z.string().optional(),
      language: z.string().optional(),
      defaultBranch: z.string(),
      archived: z.boolean(),
      pushedAt: z.string().optional(),
      url: z.string(),
    }),
  ),
  total: z.number().describe('Repositories that match, of those looked at.'),
  note: noteField,
});

/** github_list_repositories. */
export const listRepositoriesTool = (server: Server) =>
  defineTool({
    name: 'github_list_repositories',
    description:
      'Repositories of the known owner, the latest pushed first. `contains` looks in name and description.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ contains = '', limit }, { signal }) => {
      const { items, more } = await listRepositories(server, { limit: LOOKED_AT, signal });
      const word = contains.toLowerCase();
      const found = items.filter(({ name, description }) =>
        `${name} ${description ?? ''}`.toLowerCase().includes(word),
      );
      const repositories = found.slice(0, limit).map((one) => ({
        name: one.full_name,
        description: one.description ?? undefined,
        language: one.language ?? undefined,
        defaultBranch: one.default_branch,
        archived: one.archived,
        pushedAt: one.pushed_at ?? undefined,
        url: one.html_url,
      }));
      const looked = `Looked at ${items.length} repositories${more ? ', the latest pushed; there are more' : ''}.`;
      return { repositories, total: found.length, ...(more || found.length === 0 ? { note: looked } : {}) };
    },
  });
