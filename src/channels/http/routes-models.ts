import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { HttpDeps } from './http-deps.ts';
import { modelsSchema } from './model-report.ts';

/** What the language models do and cost; an empty list when none is configured. */
export function modelRoutes({ models }: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    server.get(
      '/jamie/models',
      {
        schema: {
          summary: 'The language models: how each does, what it costs and was used for',
          response: { 200: modelsSchema },
        },
      },
      async () => ({ models: (await models?.()) ?? [] }),
    );
  };
}
