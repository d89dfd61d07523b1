import { z } from 'zod';
import { defineTool } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { nearest } from '#ground/text';
import { rangeFields, windowOf } from '../reads/window.ts';
import type { Window } from '../reads/window.ts';
import type { Server } from '../server.ts';

const ATTRIBUTE = /^(?:(?:span|resource|event|link|instrumentation)?\.[^\s{}()=~!<>&|^,]+|[a-zA-Z:]+)$/;

async function noValues(server: Server, tag: string, window: Window): Promise<string> {
  const tags = (await server.vocabulary.scopes(window)).flatMap(({ scope, tags: own }) =>
    own.map((name) => (scope === 'intrinsic' ? name : `${scope}.${name}`)),
  );
  const near = nearest(tag, tags, 3);
  return `${tag} has no values in this range${near.length > 0 ? `; the nearest are ${near.join(', ')}` : ''}.`;
}

/** tempo_list_tags. */
export const listTagsTool = (server: Server) =>
  defineTool({
    name: 'tempo_list_tags',
    description:
      'Attributes that spans bear, by scope (resource, span, event, intrinsic); with `tag`, the values of one, such as resource.service.version.',
    input: z.object({
      tag: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe('With its scope: span.http.route, resource.k8s.pod.name, name.'),
      ...rangeFields,
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({
      scopes: z.array(z.object({ scope: z.string(), tags: z.array(z.string()) })).optional(),
      values: z.array(z.string()).optional(),
      total: z.number(),
      note: z.string().optional(),
    }),
    effect: 'read',
    deadlineMs: 15_000,
    run: async ({ tag, limit, ...range }) => {
      const window = windowOf(range, server.now());
      if (tag === undefined) {
        const scopes = await server.vocabulary.scopes(window);
        const total = scopes.reduce((sum, { tags }) => sum + tags.length, 0);
        return { scopes: scopes.map(({ scope, tags }) => ({ scope, tags: tags.slice(0, limit) })), total };
      }
      const name =
        tag.includes('.') && !/^(span|resource|event|link|instrumentation)?\./.test(tag) ? `.${tag}` : tag;
      if (!ATTRIBUTE.test(name))
        throw new InputError({ code: 'bad-tag', message: `${tag} is no name of an attribute.` });
      const values = await server.vocabulary.values(name, window);
      const note = values.length === 0 ? { note: await noValues(server, name, window) } : {};
      return { values: values.slice(0, limit), total: values.length, ...note };
    },
  });
