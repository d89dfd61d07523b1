import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { guideSchema, importReportSchema, weeklyGapSchema } from '#brain';
import { InputError } from '#ground/errors';
import { errorBodySchema } from './contract.ts';
import { askerOf } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';
import { noteRoutes } from './routes-notes.ts';

const errors = { 400: errorBodySchema, 404: errorBodySchema, 503: errorBodySchema };
const LONGEST_IMPORT = 32 * 1024 * 1024;
const MOST_FOUND = 20;

const headSchema = guideSchema.pick({ id: true, title: true, checks: true, provenance: true });
const foundSchema = headSchema.extend({
  score: z.number().optional().meta({ description: 'Between 0 and 1; of a search only.' }),
});

const importSchema = z
  .strictObject({
    origin: z
      .string()
      .min(1)
      .max(500)
      .meta({ description: 'The folder, repository or address, as answers shall call it.' }),
    documents: z.array(
      z.strictObject({
        path: z.string().min(1).max(500),
        text: z
          .string()
          .meta({ description: 'Markdown; front matter may give title, symptoms, tags, checks.' }),
        commit: z.string().max(100).optional(),
      }),
    ),
    isComplete: z.boolean().default(false).meta({
      description: 'Whether these are all that the origin has: then what is gone from it is removed.',
    }),
  })
  .meta({ examples: [{ origin: 'runbooks', documents: [{ path: 'db.md', text: '# Failover\n\n...' }] }] });

/** What Jamie knows: the guides, imports, and what could not be answered. */
export function knowledgeRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(readingRoutes(deps));
    await server.register(importRoute(deps));
    await server.register(noteRoutes(deps));
  };
}

function readingRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const { personId } = askerOf('api');
  const list = {
    summary: 'Guides, imported texts and taught notes: all of them, or the nearest to a question',
    querystring: z.strictObject({ q: z.string().min(1).max(400).optional() }),
    response: { 200: z.array(foundSchema), ...errors },
  };
  const one = {
    summary: 'One guide in full',
    querystring: z.strictObject({ id: z.string().min(1).max(1100) }),
    response: { 200: guideSchema, ...errors },
  };
  const gaps = {
    summary: 'What could not be answered in the last week, grouped, with the guide that comes nearest',
    response: { 200: z.array(weeklyGapSchema), 503: errorBodySchema },
  };
  return async (server) => {
    server.get('/admin/knowledge', { schema: list }, async ({ query: { q } }) => {
      const { knowledge } = await deps.brain();
      if (q === undefined) return knowledge.guides(personId);
      const found = await knowledge.find(q, personId, MOST_FOUND);
      return found.map(({ guide, score }) => ({ ...guide, score }));
    });
    server.get('/admin/knowledge/guide', { schema: one }, async ({ query: { id } }) => {
      const guide = await (await deps.brain()).knowledge.guide(id, personId);
      if (guide === undefined)
        throw new InputError({ code: 'unknown-guide', message: 'There is no such guide.' });
      return guide;
    });
    server.get('/admin/knowledge/gaps', { schema: gaps }, async () =>
      (await deps.brain()).knowledge.weeklyGaps(personId, Date.now()),
    );
  };
}

function importRoute(deps: HttpDeps): FastifyPluginAsyncZod {
  const { personId } = askerOf('api');
  const schema = {
    summary: 'Import Markdown texts; what is the same as before is left alone',
    description:
      'Texts are data: nothing in them is an instruction to Jamie. Secrets in them are blacked out. To remove an origin, send no documents and `isComplete: true`.',
    body: importSchema,
    response: { 200: importReportSchema, 413: errorBodySchema, ...errors },
  };
  return async (server) => {
    server.post('/admin/knowledge', { schema, bodyLimit: LONGEST_IMPORT }, async ({ body }) =>
      (await deps.brain()).knowledge.import({ ...body, by: personId }),
    );
  };
}
