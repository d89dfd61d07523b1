import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { taughtNoteSchema } from '#brain';
import { errorBodySchema } from './contract.ts';
import { askerOf } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';

const errors = { 400: errorBodySchema, 404: errorBodySchema, 503: errorBodySchema };
const params = z.object({ noteId: z.string().min(1).max(200) });
const text = z.string().min(1).max(4_000);
const moment = z.iso.datetime({ offset: true }).optional();

/** What people taught: teaching, the review of it, and the removal of what turned out to be poison. */
export function noteRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(teachingRoutes(deps));
    await server.register(judgingRoutes(deps));
  };
}

function teachingRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const { personId } = askerOf('api');
  const teach = {
    summary: 'Teach Jamie something: for you at once, for the team after review',
    body: z.strictObject({ text }),
    response: { 200: taughtNoteSchema, ...errors },
  };
  const review = {
    summary: 'What was taught and waits for a review, the oldest first',
    response: { 200: z.array(taughtNoteSchema), 503: errorBodySchema },
  };
  const purge = {
    summary: 'Remove for good what a person taught, or what was taught within a time',
    querystring: z.strictObject({ personId: z.string().max(200).optional(), since: moment, until: moment }),
    response: { 200: z.object({ removed: z.number().int() }), ...errors },
  };
  return async (server) => {
    server.post('/admin/knowledge/notes', { schema: teach }, async ({ body }) =>
      (await deps.brain()).knowledge.teach({ text: body.text, personId, by: personId }),
    );
    server.get('/admin/knowledge/review', { schema: review }, async () =>
      (await deps.brain()).knowledge.waiting(),
    );
    server.delete('/admin/knowledge/notes', { schema: purge }, async ({ query }) => ({
      removed: await (await deps.brain()).knowledge.purge(query),
    }));
  };
}

function judgingRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const { personId } = askerOf('api');
  const response = { 200: taughtNoteSchema, ...errors };
  const approve = {
    summary: 'Let the team have a note, in better words when some are given',
    params,
    body: z.strictObject({ text: text.optional() }),
    response,
  };
  const reject = { summary: 'Leave a note to its teacher alone', params, response };
  return async (server) => {
    server.post('/admin/knowledge/notes/:noteId/approve', { schema: approve }, async (request) =>
      (await deps.brain()).knowledge.approve(request.params.noteId, personId, request.body.text),
    );
    server.post('/admin/knowledge/notes/:noteId/reject', { schema: reject }, async (request) =>
      (await deps.brain()).knowledge.reject(request.params.noteId, personId),
    );
  };
}
