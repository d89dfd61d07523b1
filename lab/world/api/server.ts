import { createServer as createHttp } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createSocketServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificate } from '../kube/certificate.ts';
import { failure } from '../kube/errors.ts';
import type { ApiRequest, User } from './request.ts';
import { readBody } from './request.ts';
import { sendStatus } from './respond.ts';

/** One listening API server: HTTP and HTTPS on the same port, as the first byte tells. */
export interface ApiServer {
  port: number;
  close(): Promise<void>;
}

export interface ServerOptions {
  port: number;
  certificate: Certificate;
  userOf(token: string | undefined): User | undefined;
  answer(request: ApiRequest, response: ServerResponse): Promise<void>;
}

const TLS_HANDSHAKE = 22;

function headerOf(message: IncomingMessage, name: string): string {
  const value = message.headers[name];
  return Array.isArray(value) ? value.join(',') : (value ?? '');
}

function actingUser(message: IncomingMessage, user: User): User {
  const name = headerOf(message, 'impersonate-user');
  if (name === '' || !user.groups.includes('system:masters')) return user;
  const groups = headerOf(message, 'impersonate-group')
    .split(',')
    .map((group) => group.trim());
  return { name, groups: [...groups.filter(Boolean), 'system:authenticated'] };
}

async function serve(
  options: ServerOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = /^Bearer (.+)$/.exec(headerOf(message, 'authorization'))?.[1];
  const user = options.userOf(token);
  if (!user) return sendStatus(response, failure('Unauthorized', 'Unauthorized').status);
  const url = new URL(message.url ?? '/', 'http://cluster');
  await options.answer(
    {
      method: message.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      accept: headerOf(message, 'accept'),
      contentType: headerOf(message, 'content-type'),
      body: await readBody(message),
      user: actingUser(message, user),
    },
    response,
  );
}

function sniff(plain: Server, secure: Server): (socket: Socket) => void {
  return (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  };
}

/** Starts listening on 127.0.0.1. */
export async function listen(options: ServerOptions): Promise<ApiServer> {
  const listener: RequestListener = (message, response) => {
    serve(options, message, response).catch(() => response.destroy());
  };
  const plain = createHttp(listener);
  const { key, certificate: cert } = options.certificate;
  const secure = createHttps({ key, cert }, listener);
  const sockets = new Set<Socket>();
  const door = sniff(plain, secure);
  const outer = createSocketServer((socket) => {
    socket.setNoDelay(true);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    door(socket);
  });
  await new Promise<void>((resolve, reject) => {
    outer.once('error', reject);
    outer.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    port: (outer.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        outer.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
