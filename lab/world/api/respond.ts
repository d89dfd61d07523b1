import type { ServerResponse } from 'node:http';
import type { Status } from '../kube/errors.ts';

/** Answers with JSON. */
export function sendJson(response: ServerResponse, code: number, body: unknown): void {
  sendText(response, code, `${typeof body === 'string' ? body : JSON.stringify(body)}\n`);
}

function sendText(response: ServerResponse, code: number, text: string): void {
  sendTyped(response, code, { text, type: 'application/json' });
}

/** Answers with text of a type. */
export function sendTyped(
  response: ServerResponse,
  code: number,
  { text, type }: { text: string; type: string },
): void {
  response.writeHead(code, { 'content-type': type, 'cache-control': 'no-cache, private' });
  response.end(text);
}

/** What the API server says of paths that it has never heard of. */
export function sendNotFoundPage(response: ServerResponse): void {
  sendTyped(response, 404, { text: '404 page not found\n', type: 'text/plain; charset=utf-8' });
}

export function sendStatus(response: ServerResponse, status: Status): void {
  const wait = status.details?.retryAfterSeconds;
  if (wait !== undefined) response.setHeader('retry-after', String(wait));
  sendJson(response, status.code ?? 500, status);
}

const CHUNK = 64 * 1024;

/** Writes pieces as they come, in large chunks, no faster than the client reads. */
export async function sendPieces(response: ServerResponse, pieces: Iterable<string>): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
  let buffer = '';
  for (const piece of pieces) {
    buffer += piece;
    if (buffer.length < CHUNK) continue;
    if (!response.write(buffer)) await drained(response);
    buffer = '';
    if (response.destroyed) return;
  }
  response.end(buffer);
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
