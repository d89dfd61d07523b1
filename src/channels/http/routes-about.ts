import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { gapsSchema, readySchema, statusSchema, versionSchema } from './contract.ts';
import type { HttpDeps } from './http-deps.ts';
import { landingPage } from './landing-page.ts';

const HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** What Jamie says about itself. */
export function aboutRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(statusRoutes(deps));
    await server.register(probeRoutes(deps));
  };
}

function statusRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    server.get(
      '/jamie/status',
      {
        schema: {
          summary: 'The clusters, how fresh they are, and what to ask',
          response: { 200: statusSchema },
        },
      },
      async () => ({ ...(await deps.brain()).status(), ...deps.facts() }),
    );
    server.get(
      '/jamie/gaps',
      {
        schema: {
          summary: 'Questions that could not be answered, the latest first',
          querystring: z.strictObject({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
          response: { 200: gapsSchema },
        },
      },
      async ({ query }) => (await deps.brain()).gaps(query.limit),
    );
  };
}

function probeRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const hidden = { hide: true };
  return async (server) => {
    const healthy = z.object({ status: z.literal('ok') });
    server.get(
      '/health',
      { schema: { summary: 'Is the process alive', response: { 200: healthy } } },
      () => ({ status: 'ok' as const }),
    );
    server.get(
      '/ready',
      { schema: { summary: 'Can questions be answered', response: { 200: readySchema, 503: readySchema } } },
      async (_request, reply) => {
        const readiness = await deps.readiness();
        void reply.code(readiness.ready ? 200 : 503);
        return readiness;
      },
    );
    server.get(
      '/version',
      { schema: { summary: 'Which Jamie this is', response: { 200: versionSchema } } },
      () => ({ name: 'jamie' as const, version: deps.version, node: process.version }),
    );
    server.get('/metrics', { schema: hidden }, async (_request, reply) =>
      reply.type(deps.metrics.contentType).send(await deps.metrics.render()),
    );
    server.get('/', { schema: hidden }, async (_request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', HTML_POLICY)
        .send(await landingPage(deps)),
    );
  };
}
