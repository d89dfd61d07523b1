import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ATTACKS } from './attacks.ts';

/** What people write freely, by the names that systems give it. */
const WRITTEN = new Set([
  ...['message', 'title', 'summary', 'description', 'body', 'text', 'reason', 'short_description', 'comment'],
  ...['runbook', 'runbook_url', 'content', 'display_title', 'commit_message', 'close_notes', 'stringValue'],
]);

/** A system with somebody between: what was written freely carries an attack at its end while he tampers. */
export interface Tampered {
  url: string;
  /** Where the real one is. */
  leadTo: (url: string) => void;
  tamper: (isOn: boolean) => void;
  /** Method and path of every request. */
  requests: string[];
  close: () => Promise<void>;
}

/** Puts attacks into an answer, one after the other; `isLoki` for lines, which stand in pairs of time and text. */
function tamperedWith(body: unknown): unknown {
  let at = 0;
  const spoil = (text: string): string => `${text} ${ATTACKS[at++ % ATTACKS.length]?.text ?? ''}`;
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return WRITTEN.has(key) ? spoil(value) : value;
    if (Array.isArray(value)) return key === 'values' ? value.map(line) : value.map((one) => walk(one, key));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]));
  };
  /** Of Loki a time in nanoseconds and a line; of Prometheus a time in seconds and a number, which nobody writes. */
  const line = (pair: unknown): unknown =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string'
      ? [pair[0], spoil(pair[1])]
      : pair;
  return walk(body, '');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  return Buffer.concat(await request.toArray());
}

async function forward(target: string, request: IncomingMessage): Promise<Response> {
  const { method = 'GET', url = '/' } = request;
  const given = Object.entries(request.headers).filter(
    ([name]) => !['host', 'connection', 'content-length', 'accept-encoding'].includes(name),
  );
  const headers = Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
  const body = method === 'GET' ? undefined : await bodyOf(request);
  return fetch(target + url, { method, headers, body });
}

/** Stands between Jamie and one system. */
export async function startTampering(): Promise<Tampered> {
  let [target, isOn] = ['', false];
  const requests: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests.push(`${request.method ?? ''} ${(request.url ?? '').split('?', 1)[0] ?? ''}`);
    const real = await forward(target, request);
    const type = real.headers.get('content-type') ?? 'application/json';
    const text = await real.text();
    const isJson = isOn && type.includes('json') && text !== '';
    response.writeHead(real.status, { 'content-type': type });
    response.end(isJson ? JSON.stringify(tamperedWith(JSON.parse(text))) : text);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    leadTo: (url) => (target = url),
    tamper: (on) => (isOn = on),
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
