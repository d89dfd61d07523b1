import http from 'node:http';
import https from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Endpoint } from '../settings.ts';
import { connectionError, tooLarge, brokenOff } from './errors.ts';

/** An answer as it came. */
export interface Received {
  status: number;
  contentType: string;
  text: string;
}

/** One request; with a form it is a POST, for expressions may be longer than a URL. */
export interface Ask {
  path: string;
  form?: URLSearchParams;
  signal?: AbortSignal;
}

/** Bytes of an answer that are read at most. */
const MAX_BYTES = 10 * 1024 * 1024;
/** Ends a request that no caller ends. */
const DEADLINE_MS = 30_000;

function headersFor(
  { token, username, password }: Endpoint,
  body: string | undefined,
): Record<string, string> {
  const basic = username === undefined ? undefined : `${username}:${password ?? ''}`;
  const authorization =
    token !== undefined ? `Bearer ${token}` : basic && `Basic ${Buffer.from(basic).toString('base64')}`;
  return {
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'jamie',
    ...(authorization ? { authorization } : {}),
    ...(body === undefined
      ? {}
      : {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': String(Buffer.byteLength(body)),
        }),
  };
}

/** Asks and reads the whole answer. Rejects with a house error when there is none, half of one, or far too much. */
export async function exchange(endpoint: Endpoint, { path, form, signal }: Ask): Promise<Received> {
  const url = new URL(`${endpoint.url.replace(/\/+$/, '')}${path}`);
  const body = form?.toString();
  const deadline = AbortSignal.timeout(DEADLINE_MS);
  const options = {
    method: body === undefined ? 'GET' : 'POST',
    headers: headersFor(endpoint, body),
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    ...(endpoint.ca === undefined ? {} : { ca: endpoint.ca }),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, options, resolve);
    request.once('error', (error) => reject(connectionError(url, error)));
    request.end(body);
  });
  const text = await readAll(response, url);
  return { status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', text };
}

async function readAll(response: IncomingMessage, url: URL): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw brokenOff(url, error);
  }
  if (size > MAX_BYTES) throw tooLarge(url, MAX_BYTES);
  return Buffer.concat(chunks).toString();
}
