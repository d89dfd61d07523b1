import http from 'node:http';
import https from 'node:https';
import zlib from 'node:zlib';
import type { Readable } from 'node:stream';
import { UpstreamError } from '#ground/errors';
import type { Credentials } from './credentials.ts';
import { connectionError } from './status-error.ts';

/** One HTTP request to an API server. */
interface Exchange {
  server: URL;
  path: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  credentials: Credentials;
  signal: AbortSignal;
  headMs: number;
}

/** The head of an answer, and its body as it comes in. */
export interface Answer {
  status: number;
  retryAfter?: string;
  body: Readable;
}

const LONGEST_BODY = 256 * 1024 * 1024;

/** Sends a request and waits for the head of the answer. UpstreamError when none comes in time. */
export function exchange(request: Exchange): Promise<Answer> {
  const { server, credentials, signal, headMs } = request;
  const transport = server.protocol === 'http:' ? http : https;
  return new Promise((resolve, reject) => {
    const outgoing = transport.request(server, requestOptions(request), (response) => {
      clearTimeout(timer);
      resolve(answerOf(response));
    });
    const timer = setTimeout(() => outgoing.destroy(stalled(server.origin)), headMs);
    outgoing.on('error', (cause) => {
      clearTimeout(timer);
      reject(signal.aborted ? cancelled(signal) : asUpstream(server.origin, cause));
    });
    if (credentials.agent === undefined) outgoing.shouldKeepAlive = false;
    outgoing.end(request.body);
  });
}

/** The whole body as text. UpstreamError when the connection ends before it or it is absurdly long. */
export async function readBody(answer: Answer, server: URL): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LONGEST_BODY) throw new Error('the answer is longer than 256 MB');
      chunks.push(chunk);
    }
  } catch (cause) {
    throw asUpstream(server.origin, cause);
  }
  return Buffer.concat(chunks, length).toString('utf8');
}

function requestOptions(request: Exchange): https.RequestOptions {
  const { server, path, method, headers, body, credentials, signal } = request;
  const prefix = server.pathname.replace(/\/$/, '');
  return {
    method,
    path: prefix + path,
    agent: credentials.agent,
    signal,
    headers: {
      ...headers,
      ...credentials.headers,
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
    },
  };
}

function answerOf(response: http.IncomingMessage): Answer {
  const zipped = response.headers['content-encoding'] === 'gzip';
  const body = zipped ? unzip(response) : response;
  return { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'], body };
}

function unzip(response: http.IncomingMessage): Readable {
  const gunzip = zlib.createGunzip();
  response.on('error', (cause) => gunzip.destroy(cause));
  gunzip.on('close', () => response.destroy());
  return response.pipe(gunzip);
}

function stalled(origin: string): UpstreamError {
  return new UpstreamError({
    code: 'unreachable',
    message: `${origin} does not answer in time.`,
    retryable: true,
  });
}

function cancelled(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('cancelled');
}

function asUpstream(origin: string, cause: unknown): Error {
  return cause instanceof UpstreamError ? cause : connectionError(origin, cause);
}
