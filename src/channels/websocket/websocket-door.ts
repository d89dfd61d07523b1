import fastifyWebsocket, { type WebSocket } from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { Brain } from '#brain';
import { InputError, isHouseError } from '#ground/errors';
import type { Logger, Metrics } from '#ground/telemetry';
import { askerOf, toErrorBody } from '../http/index.ts';
import { clientMessageSchema, type ClientMessage } from './messages.ts';
import { createOutlet, type OutletLimits } from './outlet.ts';
import { openSession } from './session.ts';

export interface WebsocketDeps {
  brain: () => Promise<Brain>;
  metrics: Metrics;
  log: Logger;
  limits?: Partial<OutletLimits & { pingMs: number }>;
}

const LIMITS = { bufferedBytes: 512 * 1024, stallMs: 10_000, graceMs: 5000, pingMs: 20_000 };
const LARGEST_MESSAGE = 64 * 1024;
const PROTOCOL = 'jamie';

const upgradeRequired = toErrorBody(
  new InputError({
    code: 'upgrade-required',
    message: 'This is a WebSocket: connect to it with ws:// or wss://.',
  }),
);

/** Hangs the WebSocket at /jamie/ws on the HTTP server, whose guard checks every upgrade like any request. */
export function websocketDoor(deps: WebsocketDeps): (server: FastifyInstance) => Promise<void> {
  return async (server) => {
    await server.register(fastifyWebsocket, {
      options: {
        maxPayload: LARGEST_MESSAGE,
        handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
      },
    });
    closeRefused(server);
    await server.register(async (scope) => {
      scope.route({
        method: 'GET',
        url: '/jamie/ws',
        schema: { hide: true },
        handler: (_request, reply) =>
          reply.code(426).headers({ upgrade: 'websocket', connection: 'Upgrade' }).send(upgradeRequired),
        wsHandler: (socket, request) => {
          serve(socket, { ...deps, log: deps.log.child({ requestId: request.id }) });
        },
      });
    });
  };
}

/** A refused upgrade leaves a socket that the HTTP server no longer looks after. */
function closeRefused(server: FastifyInstance): void {
  server.addHook('onResponse', async (request) => {
    if (request.headers.upgrade !== undefined && !request.ws) request.raw.socket.destroy();
  });
}

function serve(socket: WebSocket, deps: WebsocketDeps): void {
  const limits = { ...LIMITS, ...deps.limits };
  const send = createOutlet(socket, limits);
  const fail = (error: unknown, about: { requestId?: string; conversationId?: string }): void => {
    if (!isHouseError(error)) deps.log.error({ error, ...about }, 'a socket’s request failed');
    void send({ type: 'error', ...about, ...toErrorBody(error) });
  };
  const session = openSession({ brain: deps.brain, asker: askerOf('web'), send, failed: fail });
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    const read = readMessage(data, isBinary);
    const about = { requestId: read.requestId };
    if (read.message)
      session.handle(read.message).catch((error: unknown) => {
        fail(error, about);
      });
    else fail(read.error, about);
  });
  const stopPinging = keepAlive(socket, limits.pingMs);
  deps.metrics.openSockets(1);
  socket.once('close', () => {
    stopPinging();
    session.close();
    deps.metrics.openSockets(-1);
  });
  socket.on('error', (error: Error) => {
    deps.log.debug({ error }, 'socket error');
  });
}

/** Drops a peer that has answered none of the last two pings. */
function keepAlive(socket: WebSocket, everyMs: number): () => void {
  let unanswered = 0;
  socket.on('pong', () => {
    unanswered = 0;
  });
  const timer = setInterval(() => {
    if (unanswered >= 2) {
      socket.terminate();
      return;
    }
    unanswered += 1;
    socket.ping();
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}

interface Read {
  message?: ClientMessage;
  requestId?: string;
  error?: InputError;
}

function readMessage(data: Buffer, isBinary: boolean): Read {
  if (isBinary) return { error: wrongShape([{ at: 'message', problem: 'must be text' }]) };
  const json = parseJson(data.toString());
  if (json === undefined) return { error: notJson() };
  const requestId = requestIdOf(json);
  const parsed = clientMessageSchema.safeParse(json);
  if (parsed.success) return { message: parsed.data, requestId };
  const faults = parsed.error.issues.map((issue) => ({
    at: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.') || 'message',
    problem: issue.code === 'unrecognized_keys' ? 'there is no such field' : issue.message,
  }));
  return { requestId, error: wrongShape(faults) };
}

function requestIdOf(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null || !('requestId' in json)) return undefined;
  return typeof json.requestId === 'string' ? json.requestId.slice(0, 200) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const notJson = (): InputError =>
  new InputError({ code: 'not-json', message: 'The message is not valid JSON.', faults: [] });

function wrongShape(faults: { at: string; problem: string }[]): InputError {
  const named = faults.map(({ at, problem }) => `${at}: ${problem}`).join('; ');
  return new InputError({ code: 'wrong-shape', message: `The message is not as expected. ${named}`, faults });
}
