import type { Readable } from 'node:stream';
import { UpstreamError } from '#ground/errors';
import type { ClusterEntry, UserEntry } from '../kubeconfig/schema.ts';
import type { Timings } from '../timings.ts';
import { createCredentials } from './credentials.ts';
import type { CredentialSource } from './credentials.ts';
import { exchange, readBody } from './exchange.ts';
import type { Answer } from './exchange.ts';
import { statusError, wasCut } from './status-error.ts';
import { backoff, wait } from './wait.ts';

/** A request to the API server, by path and query. */
interface KubeRequest {
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON by POST. */
  body?: unknown;
  accept?: string;
  signal?: AbortSignal;
  /** For the whole answer, retries included; 30 s when omitted. */
  deadlineMs?: number;
  /** How often a refusal that may pass (429, 5xx, a cut connection) is tried again; 3 when omitted. */
  retries?: number;
}

/** Speaks to one API server with the credentials of one context. Every error is one of the house's. */
export interface KubeClient {
  server: string;
  /** The parsed answer. */
  json: (request: KubeRequest) => Promise<unknown>;
  /** The body as it comes; the caller's signal ends it. */
  stream: (request: KubeRequest & { signal: AbortSignal }) => Promise<Readable>;
  close: () => void;
}

interface ClientDeps {
  access: { cluster: ClusterEntry; user: UserEntry };
  timings: Timings;
  now: () => number;
  random: () => number;
}

interface Session {
  server: URL;
  credentials: CredentialSource;
  timings: Timings;
  random: () => number;
  zip: boolean;
}

const RETRIES = 3;
const RETRY = { base: 200, max: 10_000 };
const LONGEST_RETRY_AFTER_MS = 20_000;

/** Makes the client of a context; nothing is sent before the first request. */
export function createClient(deps: ClientDeps): KubeClient {
  const server = new URL(deps.access.cluster.server);
  const credentials = createCredentials(deps.access, deps.now);
  const zip = !isLoopback(server.hostname);
  const session = { server, credentials, timings: deps.timings, random: deps.random, zip };
  return {
    server: server.origin,
    json: (request) => askForJson(session, request),
    stream: (request) => openStream(session, request),
    close: () => credentials.close(),
  };
}

async function askForJson(session: Session, request: KubeRequest): Promise<unknown> {
  const deadline = AbortSignal.timeout(request.deadlineMs ?? session.timings.answerMs);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  try {
    return await tryRepeatedly(session, { ...request, signal });
  } catch (cause) {
    if (!deadline.aborted || request.signal?.aborted === true || cause instanceof UpstreamError) throw cause;
    const message = `${session.server.origin} did not answer in time.`;
    throw new UpstreamError({ code: 'unreachable', message, retryable: true, cause });
  }
}

type Running = KubeRequest & { signal: AbortSignal };

async function tryRepeatedly(session: Session, request: Running): Promise<unknown> {
  const retries = request.retries ?? RETRIES;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await tryOnce(session, request);
    if ('value' in outcome) return outcome.value;
    const { error, retryAfterMs } = outcome;
    const mayPass = error instanceof UpstreamError && error.retryable;
    if (attempt >= retries || !mayPass) throw error;
    await wait(retryAfterMs ?? backoff(attempt, { ...RETRY, random: session.random }), request.signal);
    if (request.signal.aborted) throw error;
  }
}

type Outcome = { value: unknown } | { error: unknown; retryAfterMs?: number };

async function tryOnce(session: Session, request: Running): Promise<Outcome> {
  try {
    const answer = await send(session, request);
    const text = await readBody(answer, session.server);
    if (succeeded(answer)) return { value: parseJson(text, session.server) };
    return { error: statusError(answer.status, text), retryAfterMs: retryAfter(answer) };
  } catch (error) {
    return { error };
  }
}

/** Sends the request, and once more with credentials read anew when the first are not accepted. */
async function send(session: Session, request: Running): Promise<Answer> {
  const first = await sendOnce(session, request);
  if (first.status !== 401) return first;
  first.body.resume();
  session.credentials.renew();
  return sendOnce(session, request);
}

async function sendOnce(session: Session, request: Running): Promise<Answer> {
  const { server, timings, zip } = session;
  const credentials = await orAborted(session.credentials.get(), request.signal);
  const headers: Record<string, string> = { accept: request.accept ?? 'application/json' };
  headers['user-agent'] = 'jamie';
  if (zip) headers['accept-encoding'] = 'gzip';
  return exchange({
    server,
    credentials,
    headers,
    path: request.path + queryString(request.query),
    method: request.body === undefined ? 'GET' : 'POST',
    body: request.body === undefined ? undefined : JSON.stringify(request.body),
    signal: request.signal,
    headMs: timings.headMs,
  });
}

/** A kept-alive connection that the server has closed meanwhile is found out only by using it: then another is opened. */
async function openStream(session: Session, request: Running): Promise<Readable> {
  const plain = { ...session, zip: false };
  const again = (error: unknown) => {
    if (!wasCut(error) || request.signal.aborted) throw error;
    return send(plain, request);
  };
  const answer = await send(plain, request).catch(again);
  if (succeeded(answer)) return answer.body;
  throw statusError(answer.status, await readBody(answer, session.server));
}

function succeeded({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

function retryAfter(answer: Answer): number | undefined {
  const seconds = Number(answer.retryAfter ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0
    ? Math.min(seconds * 1000, LONGEST_RETRY_AFTER_MS)
    : undefined;
}

function queryString(query: KubeRequest['query']): string {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {}))
    if (value !== undefined) parameters.set(key, String(value));
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

function parseJson(text: string, server: URL): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const message = `${server.origin} answered with something that is not JSON. Is it a Kubernetes API server?`;
    throw new UpstreamError({ code: 'unexpected-answer', message, retryable: false, cause });
  }
}

function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}
