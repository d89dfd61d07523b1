import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Asker, Brain, TurnEvent } from '#brain';
import { InputError, UpstreamError } from '#ground/errors';
import {
  chatHeadersSchema,
  chatRequestSchema,
  chatResultSchema,
  conversationsSchema,
  errorBodySchema,
  eventsSchema,
  type ChatResult,
} from './contract.ts';
import { sendEvents, wantsEvents } from './event-stream.ts';
import { askerOf } from './guard.ts';
import type { HttpDeps } from './http-deps.ts';

const LARGEST_BODY = 64 * 1024;
const ERRORS = { 400: errorBodySchema, 404: errorBodySchema, 413: errorBodySchema, 503: errorBodySchema };

/** Asking, reading on, cancelling. */
export function chatRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    await server.register(askRoute(deps));
    await server.register(conversationRoutes(deps));
    await server.register(cancelRoute(deps));
  };
}

function askRoute(deps: HttpDeps): FastifyPluginAsyncZod {
  const schema = {
    summary: 'Ask a question',
    description:
      'Answers with JSON, or, with `Accept: text/event-stream`, with the TurnEvents as they happen (see /jamie/conversations/{id}/events for their shapes). The turn goes on when the connection is lost.',
    headers: chatHeadersSchema,
    body: chatRequestSchema,
    response: { 200: chatResultSchema, ...ERRORS, 415: errorBodySchema },
  };
  return async (server) => {
    server.post('/jamie/chat', { schema, bodyLimit: LARGEST_BODY }, async (request, reply) => {
      const { timeZone, ...question } = request.body;
      const asker = askerOf('api', timeZone);
      const brain = await deps.brain();
      const requestId = request.headers['idempotency-key'];
      const turn = await brain.startTurn({ ...question, asker, requestId });
      const from = {
        conversationId: turn.conversationId,
        afterSeq: turn.firstSeq - 1,
        untilTurn: turn.turnId,
        thatTurnOnly: true,
        asker,
      };
      if (!wantsEvents(request.headers.accept)) return resultOf(brain.follow(from));
      return sendEvents(reply, (signal) => brain.follow({ ...from, signal }));
    });
  };
}

async function resultOf(events: AsyncIterable<TurnEvent>): Promise<ChatResult> {
  for await (const event of events) {
    if (event.type === 'turn-finished') return event;
    if (event.type === 'turn-failed') throw new UpstreamError({ ...event.error });
  }
  throw new UpstreamError({
    code: 'turn-lost',
    message: 'Jamie stopped before the answer was complete.',
    retryable: true,
  });
}

const after = z.coerce.number().int().min(0).default(0);

function conversationRoutes(deps: HttpDeps): FastifyPluginAsyncZod {
  const asker = askerOf('api');
  return async (server) => {
    server.get(
      '/jamie/conversations',
      { schema: { summary: 'Your conversations, the latest first', response: { 200: conversationsSchema } } },
      async () => (await deps.brain()).conversations(asker),
    );
    server.get(
      '/jamie/conversations/:conversationId/events',
      {
        schema: {
          summary: 'What happened in a conversation',
          description:
            'Every event after `after`. With `Accept: text/event-stream` it goes on with what happens next; Last-Event-ID is understood.',
          params: z.object({ conversationId: z.string() }),
          querystring: z.strictObject({ after }),
          response: { 200: eventsSchema, ...ERRORS },
        },
      },
      async (request, reply) => {
        const { conversationId } = request.params;
        const brain = await deps.brain();
        const afterSeq = lastEventId(request.headers['last-event-id']) ?? request.query.after;
        const so = { brain, conversationId, asker, afterSeq };
        if (!wantsEvents(request.headers.accept)) return Array.fromAsync(storedEvents(so));
        await checkExists(so);
        return sendEvents(reply, (signal) => brain.follow({ conversationId, asker, afterSeq, signal }));
      },
    );
  };
}

function cancelRoute(deps: HttpDeps): FastifyPluginAsyncZod {
  return async (server) => {
    server.post(
      '/jamie/turns/:turnId/cancel',
      {
        schema: {
          summary: 'Stop a turn that is running',
          params: z.object({ turnId: z.string() }),
          response: { 200: z.object({ cancelled: z.boolean() }) },
        },
      },
      async ({ params }) => ({ cancelled: (await deps.brain()).cancel(params.turnId, askerOf('api')) }),
    );
  };
}

interface From {
  brain: Brain;
  conversationId: string;
  asker: Asker;
  afterSeq: number;
}

/** What has happened up to now: following until a turn that does not run ends with what is stored. */
function storedEvents({ brain, ...from }: From): AsyncIterable<TurnEvent> {
  return brain.follow({ ...from, untilTurn: 'none' });
}

/** Fails before the stream begins, while a status can still be sent. */
async function checkExists(from: From): Promise<void> {
  for await (const _event of storedEvents(from)) return;
}

function lastEventId(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  if (/^\d{1,15}$/.test(header)) return Number(header);
  throw new InputError({
    code: 'wrong-shape',
    message: 'Last-Event-ID must be a number.',
    faults: [{ at: 'last-event-id', problem: 'must be a number' }],
  });
}
