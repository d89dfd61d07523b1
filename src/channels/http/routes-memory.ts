import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  keptSchema,
  memoryExportSchema,
  preferenceKeySchema,
  preferenceSchema,
  rememberedSchema,
} from '#brain';
import { InputError } from '#ground/errors';
import { errorBodySchema } from './contract.ts';
import { askerOf } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';

const ERRORS = { 400: errorBodySchema, 404: errorBodySchema, 503: errorBodySchema };
const asker = askerOf('api');

const moment = z.iso
  .datetime({ offset: true })
  .transform((at) => Date.parse(at))
  .optional();
const searchSchema = z.strictObject({
  q: z.string().max(400).default('').meta({ description: 'What it was about; the latest when left out.' }),
  from: moment,
  to: moment,
  limit: z.coerce.number().int().min(1).max(60).default(20),
});
const foundSchema = z.object({
  memories: z.array(
    rememberedSchema.extend({
      strength: z.number().meta({ description: 'How much speaks for it, from 0 to about 1.' }),
    }),
  ),
  preferences: z.array(preferenceSchema),
  abilities: z
    .object({ vectors: z.boolean(), trigrams: z.boolean() })
    .meta({ description: 'What finds memories beside their words: nearness of meaning, spelling.' }),
});

const conversation = z.object({ conversationId: z.string().min(1).max(200) });

const unknown = (what: string): InputError =>
  new InputError({ code: `unknown-${what}`, message: `There is no such ${what} of yours.` });

/** What Jamie remembers of whoever asks: search, export, delete, preferences. */
export function memoryRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(readingRoutes(deps));
    await server.register(deletingRoutes(deps));
    await server.register(preferenceRoutes(deps));
  };
}

function readingRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const search = {
    summary: 'What you talked about with Jamie, found by words and meaning, and what it keeps of you',
    querystring: searchSchema,
    response: { 200: foundSchema, ...ERRORS },
  };
  const whole = {
    summary: 'Everything that Jamie remembers of you, to take away',
    response: { 200: memoryExportSchema, 503: errorBodySchema },
  };
  const summary = {
    summary: 'What was decided, promised and told in a conversation, in its order',
    params: conversation,
    response: { 200: z.array(keptSchema), ...ERRORS },
  };
  return async (server) => {
    server.get('/jamie/memory/conversations/:conversationId', { schema: summary }, async ({ params }) => {
      const kept = await (await deps.brain()).memory.summary(params.conversationId, asker);
      if (kept === undefined) throw unknown('conversation');
      return kept;
    });
    server.get('/jamie/memory', { schema: search }, async ({ query: { q: about, ...more } }) => {
      const { memory } = await deps.brain();
      const [memories, preferences, abilities] = await Promise.all([
        memory.search({ about, ...more }, asker),
        memory.preferences(asker),
        memory.abilities(),
      ]);
      return { memories, preferences, abilities };
    });
    server.get('/jamie/memory/export', { schema: whole }, async () =>
      (await deps.brain()).memory.export(asker),
    );
  };
}

function deletingRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const one = {
    summary: 'Delete one conversation, for good',
    params: conversation,
    response: { 204: z.null(), ...ERRORS },
  };
  const all = {
    summary: 'Delete all your conversations and preferences, for good',
    querystring: z.strictObject({
      all: z.literal('true').meta({ description: 'Says that everything is meant.' }),
    }),
    response: { 200: z.object({ conversations: z.number() }), ...ERRORS },
  };
  return async (server) => {
    server.delete('/jamie/memory/conversations/:conversationId', { schema: one }, async (request, reply) => {
      const { memory } = await deps.brain();
      if (!(await memory.forgetConversation(request.params.conversationId, asker)))
        throw unknown('conversation');
      return reply.code(204).send(null);
    });
    server.delete('/jamie/memory', { schema: all }, async () => ({
      conversations: await (await deps.brain()).memory.forgetEverything(asker),
    }));
  };
}

function preferenceRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const params = z.object({ key: preferenceKeySchema });
  const set = {
    summary: 'Keep a preference: name, cluster, namespace, timeZone, verbosity (short or full)',
    params,
    body: z.strictObject({ value: z.string().min(1).max(253) }),
    response: { 200: z.array(preferenceSchema), ...ERRORS },
  };
  const drop = { summary: 'Forget a preference', params, response: { 204: z.null(), ...ERRORS } };
  return async (server) => {
    server.put('/jamie/memory/preferences/:key', { schema: set }, async ({ params: { key }, body }) => {
      const { memory } = await deps.brain();
      await memory.prefer(key, body.value, asker);
      return memory.preferences(asker);
    });
    server.delete('/jamie/memory/preferences/:key', { schema: drop }, async (request, reply) => {
      const { memory } = await deps.brain();
      if (!(await memory.forgetPreference(request.params.key, asker))) throw unknown('preference');
      return reply.code(204).send(null);
    });
  };
}
