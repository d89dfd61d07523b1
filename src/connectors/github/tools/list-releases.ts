import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { repositoryPath } from '../reads/repositories.ts';
import * as schema from '../schema.ts';
import type { Server } from '../server.ts';
import { limitInput, noteField, repositoryInput } from '../words/fields.ts';

const input = z.object({ repository: repositoryInput, limit: limitInput });
const output = z.object({
  repository: z.string(),
  releases: z.array(
    z.object({
      tag: z.string(),
      name: z.string(),
      notes: z.string(),
      by: z.string(),
      at: z.string().optional(),
      prerelease: z.boolean(),
      sha: z.string().optional().describe('Of its tag.'),
      url: z.string(),
    }),
  ),
  tagsWithoutRelease: z.array(z.object({ tag: z.string(), sha: z.string() })),
  more: z.boolean(),
  note: noteField,
});

function toldRelease(one: z.output<typeof schema.release>, sha: string | undefined) {
  return {
    tag: one.tag_name,
    name: one.name ?? one.tag_name,
    notes: (one.body ?? '').slice(0, 2000),
    by: one.author?.login ?? 'unknown',
    at: one.published_at ?? undefined,
    prerelease: one.prerelease,
    sha,
    url: one.html_url,
  };
}

/** github_list_releases. */
export const listReleasesTool = (server: Server) =>
  defineTool({
    name: 'github_list_releases',
    description:
      'Published releases of a repository with their notes, newest first, and its tags with their commits.',
    input,
    output,
    effect: 'read',
    deadlineMs: 20_000,
    run: async ({ repository, limit }, { signal }) => {
      const path = await repositoryPath(server, repository, signal);
      const [releases, tags] = await Promise.all([
        server.client.list({ path: `${path}/releases`, limit, signal }, schema.release),
        server.client.list({ path: `${path}/tags`, limit: 100, signal }, schema.tag),
      ]);
      const shas = new Map(tags.items.map(({ name, commit }) => [name, commit.sha]));
      const published = new Set(releases.items.map((one) => one.tag_name));
      const told = releases.items.map((one) => toldRelease(one, shas.get(one.tag_name)));
      const without = tags.items.filter(({ name }) => !published.has(name)).slice(0, limit);
      const name = path.slice('/repos/'.length);
      const none =
        told.length > 0
          ? undefined
          : `${name} has no releases${tags.items.length > 0 ? ', only tags' : ' and no tags'}.`;
      const tagsWithoutRelease = releases.more
        ? []
        : without.map(({ name: tag, commit }) => ({ tag, sha: commit.sha }));
      return {
        repository: name,
        releases: told,
        tagsWithoutRelease,
        more: releases.more,
        ...(none ? { note: none } : {}),
      };
    },
  });
