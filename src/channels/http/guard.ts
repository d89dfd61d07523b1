import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authorise, type RequestFacts } from '#access';
import type { Asker } from '#brain';
import type { HttpDeps } from './http-deps.ts';

/** Probes and pages that hold nothing of anybody: open even where a token is needed, so that orchestrators can ask. */
const OPEN = /^\/(?:$|health$|ready$|version$|docs(?:\/|$))/;

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};
const NO_CONTENT = "default-src 'none'; frame-ancestors 'none'";

/** What access needs to know of a request. */
function factsOf({ headers }: FastifyRequest): RequestFacts {
  return {
    host: headers.host,
    origin: headers.origin,
    authorization: headers.authorization,
    protocols: headers['sec-websocket-protocol'],
    fetchSite: one(headers['sec-fetch-site']),
    fetchMode: one(headers['sec-fetch-mode']),
  };
}

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

/** Who asks, for brain; the request has passed the guard. */
export function askerOf(channel: Asker['channel'], timeZone?: string): Asker {
  return { personId: 'local-owner', channel, timeZone };
}

/** Checks every request before its body is read, and puts the security headers on every answer. */
export function guard(
  server: FastifyInstance,
  { policy, signed = [] }: Pick<HttpDeps, 'policy' | 'signed'>,
): void {
  server.addHook('onRequest', async (request, reply) => {
    secure(request, reply);
    const path = request.url.split('?', 1)[0] ?? '';
    if ((policy.kind === 'token' && OPEN.test(path)) || signed.includes(path)) return;
    authorise(factsOf(request), policy);
  });
}

/** Puts the security headers on an answer. */
export function secure(request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers({ ...HEADERS, 'x-request-id': request.id });
  if (!request.url.startsWith('/docs')) void reply.header('content-security-policy', NO_CONTENT);
}
