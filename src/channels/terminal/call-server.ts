import { DeniedError, InputError, UpstreamError } from '#ground/errors';
import type { ModelReport, Status } from '../http/index.ts';

export interface ServerAddress {
  /** Such as http://127.0.0.1:8000. */
  url: string;
  accessToken?: string;
}

/** What a Jamie that listens says of its clusters. */
export async function readStatus(server: ServerAddress): Promise<Status> {
  const response = await call(server, { path: '/jamie/status' });
  return (await response.json()) as Status;
}

/** The language models of a Jamie that listens. */
export async function readModels(server: ServerAddress): Promise<ModelReport[]> {
  const response = await call(server, { path: '/jamie/models' });
  return ((await response.json()) as { models: ModelReport[] }).models;
}

interface Call {
  path: string;
  /** JSON to post; a plain read when omitted. */
  body?: string;
  accept?: string;
}

/** One request to a Jamie that listens. Its refusals come back as errors that say who must act. */
export async function call(
  { url, accessToken }: ServerAddress,
  { path, body, accept = 'application/json' }: Call,
): Promise<Response> {
  const authorization = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` };
  const headers = { 'content-type': 'application/json', accept, ...authorization };
  const method = body === undefined ? 'GET' : 'POST';
  const response = await fetch(new URL(path, url), { method, headers, body }).catch((cause: unknown) => {
    throw new UpstreamError({
      code: 'server-unreachable',
      message: `No Jamie answers at ${url}. Start one with \`npm start\`, or leave --server out.`,
      cause,
      retryable: true,
    });
  });
  if (response.ok) return response;
  throw await failureOf(response);
}

async function failureOf(response: Response): Promise<Error> {
  const body = (await response.json().catch(() => ({}))) as { error?: { code?: string; message?: string } };
  const { code = 'server-failed', message = `The server answered ${response.status}.` } = body.error ?? {};
  if (response.status === 401 || response.status === 403) return new DeniedError({ code, message });
  if (response.status < 500) return new InputError({ code, message });
  return new UpstreamError({ code, message, retryable: response.status === 503 });
}
