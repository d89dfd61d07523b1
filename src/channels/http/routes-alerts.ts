import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { receivedAlertSchema } from '#brain';
import { errorBodySchema } from './contract.ts';
import { askerOf } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';

/** The alerts that came in by webhook, each with what Jamie found out about it. */
export function alertRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const schema = {
    summary: 'Alerts that came in, the latest first, and what Jamie found out about each',
    querystring: z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: { 200: z.array(receivedAlertSchema), 400: errorBodySchema, 503: errorBodySchema },
  };
  return async (server) => {
    server.get('/jamie/alerts', { schema }, async ({ query }) =>
      (await deps.brain()).alerts(askerOf('api'), query.limit),
    );
  };
}
