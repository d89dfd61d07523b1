import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { walkSummarySchema, walkViewSchema } from '#brain';
import { InputError } from '#ground/errors';
import { errorBodySchema } from './contract.ts';
import { askerOf } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';

const MARKDOWN = 'text/markdown';

/** Whether somebody would rather read the record than the data. */
const wantsMarkdown = (accept: string | undefined): boolean => accept?.includes(MARKDOWN) === true;

const unknownWalk = (): InputError =>
  new InputError({
    code: 'unknown-walk',
    message: 'There is no such walk.',
    faults: [{ at: 'walkId', problem: 'is not known' }],
  });

/** Walks through troubles: one's own, and one by its link. */
export function walkRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    const schema = {
      summary: 'Your guided walks, the latest first',
      response: { 200: z.array(walkSummarySchema), 503: errorBodySchema },
    };
    server.get('/jamie/walks', { schema }, async () => (await deps.brain()).walks(askerOf('api')));
    await server.register(oneWalkRoute(deps));
  };
}

function oneWalkRoute(deps: HttpDeps): FastifyPluginAsyncZod {
  const record = z.string().meta({ description: 'The record, as text/markdown.' });
  const schema = {
    summary: 'A guided walk: what was looked at, what was found, and what it came to',
    description:
      'With `Accept: text/markdown` its written record. Ids cannot be guessed: whoever may sign in and has the link may read it.',
    params: z.object({ walkId: z.string().min(1).max(200) }),
    response: { 200: z.union([walkViewSchema, record]), 404: errorBodySchema, 503: errorBodySchema },
  };
  return async (server) => {
    server.get('/jamie/walks/:walkId', { schema }, async (request, reply) => {
      const walk = await (await deps.brain()).walk(request.params.walkId);
      if (walk === undefined) throw unknownWalk();
      if (!wantsMarkdown(request.headers.accept)) return walk;
      const asItIs = reply.type(`${MARKDOWN}; charset=utf-8`).serializer((text: unknown) => String(text));
      return asItIs.send(walk.record);
    });
  };
}
