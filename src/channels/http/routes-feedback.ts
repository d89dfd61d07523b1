import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { keptCorrectionSchema, weekReportSchema } from '#brain';
import { InputError } from '#ground/errors';
import { errorBodySchema } from './contract.ts';
import { askerOf } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';

const feedbackSchema = z
  .strictObject({
    turnId: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The answer’s turn; your last answer when left out.' }),
    rating: z.enum(['good', 'bad']),
    correction: z.string().min(1).max(1000).optional().meta({
      description:
        'What it should have been. Told, with your name and the day, when the same question comes again.',
    }),
  })
  .meta({ examples: [{ rating: 'bad', correction: 'the cause was an expired certificate' }] });

const ERRORS = { 400: errorBodySchema, 404: errorBodySchema, 503: errorBodySchema };

/** Ratings and corrections of answers, and what a week of them says. */
export function feedbackRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(rateRoute(deps));
    await server.register(correctionRoutes(deps));
    await server.register(reportRoute(deps));
  };
}

function rateRoute(deps: HttpDeps): FastifyPluginAsyncZod {
  const schema = {
    summary: 'Rate an answer, and say what it should have been',
    description: 'A later word takes the place of an earlier one. Only your own answers can be rated.',
    body: feedbackSchema,
    response: { 200: z.object({ turnId: z.string(), question: z.string() }), ...ERRORS },
  };
  return async (server) => {
    server.post('/jamie/feedback', { schema }, async ({ body }) =>
      (await deps.brain()).rate(body, askerOf('api')),
    );
  };
}

function correctionRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const limit = z.coerce.number().int().min(1).max(200).default(50);
  return async (server) => {
    server.get(
      '/jamie/corrections',
      {
        schema: {
          summary: 'What people said that answers should have been, the latest first',
          querystring: z.strictObject({ limit }),
          response: { 200: z.array(keptCorrectionSchema), ...ERRORS },
        },
      },
      async ({ query }) => (await deps.brain()).corrections(query.limit),
    );
    server.delete(
      '/jamie/corrections/:id',
      {
        schema: {
          summary: 'Take a correction of yours back',
          params: z.object({ id: z.string().min(1).max(200) }),
          response: { 200: z.object({ withdrawn: z.literal(true) }), ...ERRORS },
        },
      },
      async ({ params }) => {
        const isDone = await (await deps.brain()).withdrawCorrection(params.id, askerOf('api'));
        if (!isDone) throw unknownCorrection();
        return { withdrawn: true as const };
      },
    );
  };
}

const unknownCorrection = (): InputError =>
  new InputError({
    code: 'unknown-correction',
    message: 'There is no such correction of yours.',
    faults: [{ at: 'id', problem: 'unknown' }],
  });

function reportRoute(deps: HttpDeps): FastifyPluginAsyncZod {
  const schema = {
    summary: 'A week of answers: how they were received, what nobody could answer, what drifts',
    querystring: z.strictObject({
      until: z.iso
        .datetime({ offset: true })
        .optional()
        .meta({ description: 'The end of the week; now when left out.' }),
    }),
    response: { 200: z.object({ week: weekReportSchema }), ...ERRORS },
  };
  return async (server) => {
    server.get('/admin/metrics', { schema }, async ({ query: { until } }) => ({
      week: await (await deps.brain()).report(until === undefined ? undefined : Date.parse(until)),
    }));
  };
}
