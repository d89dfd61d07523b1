import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { ConfigError } from '#ground/errors';
import { registerDocs } from './docs.ts';
import { toFailure } from './errors.ts';
import { guard, secure } from './guard.ts';
import { feedbackRoutes } from './routes-feedback.ts';
import type { HttpDeps, HttpServer } from './http-deps.ts';
import { aboutRoutes } from './routes-about.ts';
import { modelRoutes } from './routes-models.ts';
import { alertRoutes } from './routes-alerts.ts';
import { chatRoutes } from './routes-chat.ts';
import { memoryRoutes } from './routes-memory.ts';
import { knowledgeRoutes } from './routes-knowledge.ts';
import { walkRoutes } from './routes-walks.ts';

/** The HTTP server with all its routes and doors; it listens when told to. */
export async function createHttpServer(deps: HttpDeps): Promise<HttpServer> {
  const server = Fastify({
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    frameworkErrors: (error, request, reply: FastifyReply) => {
      secure(request, reply);
      const { status, body } = toFailure(error);
      void reply.code(status).send(body);
    },
    genReqId: ({ headers }) => requestId(headers['x-request-id']) ?? deps.newId(),
  });
  server.removeContentTypeParser('text/plain');
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  guard(server, deps);
  record(server, deps);
  handleFailures(server, deps);
  await registerDocs(server, deps.version);
  for (const door of deps.doors) await door(server);
  await server.register(chatRoutes(deps));
  await server.register(memoryRoutes(deps));
  await server.register(walkRoutes(deps));
  await server.register(alertRoutes(deps));
  await server.register(knowledgeRoutes(deps));
  await server.register(feedbackRoutes(deps));
  await server.register(modelRoutes(deps));
  await server.register(aboutRoutes(deps));
  await server.ready();
  return {
    listen: (at) => listen(server, at),
    close: () => server.close(),
    inject: (request) => server.inject(request),
  };
}

function requestId(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w.-]{8,64}$/.test(header) ? header : undefined;
}

async function listen(server: FastifyInstance, at: { host: string; port: number }): Promise<string> {
  try {
    return await server.listen(at);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL' && code !== 'ENOTFOUND')
      throw cause;
    const why = code === 'EADDRINUSE' ? 'something else listens there' : 'this machine does not allow it';
    throw new ConfigError({
      code: 'cannot-listen',
      message: `Cannot listen on ${at.host}:${at.port}: ${why}. Set JAMIE_HOST and JAMIE_PORT (0 takes any free port).`,
      cause,
    });
  }
}

function record(server: FastifyInstance, { log, metrics }: HttpDeps): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { method, id: requestId } = request;
    const [status, ms] = [reply.statusCode, Math.round(reply.elapsedTime)];
    metrics.httpAnswered({ method, route, status, seconds: reply.elapsedTime / 1000 });
    log.debug({ requestId, method, route, status, ms }, 'request answered');
    done();
  });
}

function handleFailures(server: FastifyInstance, { log }: HttpDeps): void {
  server.setErrorHandler((error, request, reply) => {
    const { status, body, unexpected } = toFailure(error);
    if (unexpected) log.error({ requestId: request.id, error }, 'request failed');
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    return reply.code(status).send(body);
  });
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: {
        code: 'no-such-route',
        message: `There is no ${request.method} ${request.url.split('?', 1)[0]}. See /docs.`,
        faults: [],
      },
    }),
  );
}
