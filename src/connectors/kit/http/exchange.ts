import http from 'node:http';
import https from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Endpoint } from './endpoint.ts';
import type { HttpErrors } from './errors.ts';

/** An answer as it came. */
export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A body and how it is written. */
export interface Body {
  type: 'application/x-www-form-urlencoded' | 'application/json';
  text: string;
}

/** One request; with a body it is a POST. */
export interface Ask {
  /** After the endpoint's URL, or a whole URL on the same host, as a server's own links are. */
  path: string;
  body?: Body;
  accept?: string;
  signal?: AbortSignal;
}

/** Bytes of an answer that are read at most. */
const MAX_BYTES = 10 * 1024 * 1024;
/** Ends a request that no caller ends. */
const DEADLINE_MS = 30_000;

function authorizationOf({ token, username, password }: Endpoint): Record<string, string> {
  if (token !== undefined) return { authorization: `Bearer ${token}` };
  if (username === undefined) return {};
  const basic = Buffer.from(`${username}:${password ?? ''}`).toString('base64');
  return { authorization: `Basic ${basic}` };
}

function headersFor(endpoint: Endpoint, { accept = 'application/json', body }: Ask): Record<string, string> {
  return {
    accept,
    'accept-encoding': 'identity',
    'user-agent': 'jamie',
    ...authorizationOf(endpoint),
    ...endpoint.headers,
    ...(body && { 'content-type': body.type, 'content-length': String(Buffer.byteLength(body.text)) }),
  };
}

/** Asks and reads the whole answer. Rejects with a house error when there is none, half of one, or far too much. */
export async function exchange(endpoint: Endpoint, ask: Ask, errors: HttpErrors): Promise<Received> {
  const { body, signal } = ask;
  const base = endpoint.url.replace(/\/+$/, '');
  const url = new URL(ask.path.startsWith('/') ? base + ask.path : ask.path);
  if (url.host !== new URL(base).host) throw errors.wrongUrl(`it sends Jamie on to ${url.host}`);
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const options = {
    method: body === undefined ? 'GET' : 'POST',
    headers: headersFor(endpoint, ask),
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, options, resolve);
    request.once('error', (error) => reject(errors.connection(error)));
    request.end(body?.text);
  });
  const text = await readAll(response, errors);
  return { status: response.statusCode ?? 0, headers: response.headers, text };
}

async function readAll(response: IncomingMessage, errors: HttpErrors): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw errors.brokenOff(error);
  }
  if (size > MAX_BYTES) throw errors.tooLarge(MAX_BYTES);
  return Buffer.concat(chunks).toString();
}
