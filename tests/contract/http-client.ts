import { request as plainRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as tlsRequest } from 'node:https';

/** An API server and who asks it. */
export interface Door {
  url: string;
  token: string;
  /** The PEM of the certificate authority; undefined for plain HTTP. */
  ca?: string;
}

/** What is sent beside the path. */
interface Sending {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** An answer of the API server; `body` is undefined when it is not JSON. */
export interface Answer {
  status: number;
  type: string;
  text: string;
  body: unknown;
}

/** Speaks HTTP to the API server without any library of Kubernetes, so that what is proved is what goes over the wire. */
export async function ask(door: Door, path: string, sending: Sending = {}): Promise<Answer> {
  const response = await open(door, path, sending);
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += chunk as string;
  const type = response.headers['content-type'] ?? '';
  return {
    status: response.statusCode ?? 0,
    type,
    text,
    body: type.includes('json') ? parsed(text) : undefined,
  };
}

/** The events of a watch, one by one, until the server ends it or the signal aborts. */
export async function* watch(
  door: Door,
  path: string,
  sending: Sending,
): AsyncGenerator<{ type: string; object: unknown }> {
  const response = await open(door, path, sending);
  response.setEncoding('utf8');
  let rest = '';
  for await (const chunk of response) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line) as { type: string; object: unknown };
  }
}

/** The value at a dotted path, undefined where there is none: `at(pod, 'status.containerStatuses.0.ready')`. */
export function at(value: unknown, path: string): unknown {
  let here = value;
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string, unknown>)[step];
  }
  return here;
}

/** The items of a list. */
export function itemsOf(list: unknown): Record<string, unknown>[] {
  return (at(list, 'items') ?? []) as Record<string, unknown>[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function open(door: Door, path: string, sending: Sending): Promise<IncomingMessage> {
  const url = new URL(path, door.url);
  const body = sending.body === undefined ? undefined : JSON.stringify(sending.body);
  const options = {
    method: sending.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      authorization: `Bearer ${door.token}`,
      accept: 'application/json',
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
      ...sending.headers,
    },
    agent: false as const,
    ...(door.ca === undefined ? {} : { ca: door.ca }),
    ...(sending.signal === undefined ? {} : { signal: sending.signal }),
  };
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? tlsRequest(url, options) : plainRequest(url, options);
    request.once('response', resolve);
    request.once('error', reject);
    request.end(body);
  });
}
