import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answerer } from './http.ts';

/** A server that listens on 127.0.0.1. */
export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

const LARGEST_BODY = 1024 * 1024;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new RangeError('request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

async function respond(
  load: () => Promise<Answerer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answerer = await load();
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const body = await bodyOf(request);
  const params = new URLSearchParams(url.searchParams);
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (isForm) for (const [name, value] of new URLSearchParams(body)) params.append(name, value);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const method = request.method ?? 'GET';
  const answer = answerer({ path: decodeURI(url.pathname), params, method, headers, body });
  const isText = answer === undefined || typeof answer.body === 'string';
  response.writeHead(answer?.status ?? 404, {
    'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
    ...answer?.headers,
  });
  if (!answer) response.end('404 page not found\n');
  else response.end(isText ? answer.body : JSON.stringify(answer.body));
}

/** Serves on a port of 127.0.0.1; 0 means any. What answers is loaded by the first question; a fault of it is a 500. */
export async function serve(load: () => Promise<Answerer>, port: number): Promise<RunningServer> {
  const server = createServer((request, response) => {
    respond(load, request, response).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : 'failed';
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: 'error', errorType: 'internal', error: message }));
    });
  });
  await listening(server, port);
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
