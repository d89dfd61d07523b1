import type { z } from 'zod';
import { InputError, UpstreamError, type ConfigError } from '#ground/errors';
import { envelope } from '../schema.ts';
import type { Endpoint } from '../settings.ts';
import { statusError, wrongUrl } from './errors.ts';
import { exchange } from './exchange.ts';
import type { Received } from './exchange.ts';

/** One question to an API: the page and its parameters. */
export interface Question {
  path: string;
  params?: Record<string, string | string[] | undefined>;
  /** Sends the parameters as a form. */
  post?: boolean;
  signal?: AbortSignal;
}

/** A client of one server. */
export interface MetricsClient {
  /** The `data` of a Prometheus answer. */
  data<Schema extends z.ZodType>(question: Question, schema: Schema): Promise<z.output<Schema>>;
  /** A plain JSON answer, as Alertmanager gives. */
  json<Schema extends z.ZodType>(question: Question, schema: Schema): Promise<z.output<Schema>>;
}

function form(params: Question['params']): URLSearchParams {
  const pairs = Object.entries(params ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) =>
      one === undefined ? [] : [[name, one] as [string, string]],
    ),
  );
  return new URLSearchParams(pairs);
}

/** Talks to the server behind an endpoint. Every fault becomes an error that says who must act. */
export function createMetricsClient(endpoint: Endpoint): MetricsClient {
  const { host } = new URL(endpoint.url);
  const ask = async ({ path, params, post = false, signal }: Question): Promise<Received> => {
    const given = form(params);
    const query = given.size > 0 ? `?${given.toString()}` : '';
    return post
      ? exchange(endpoint, { path, form: given, signal })
      : exchange(endpoint, { path: path + query, signal });
  };
  return {
    async data(question, schema) {
      const received = await ask(question);
      const answer = envelope.safeParse(parseJson(host, received));
      if (!answer.success)
        throw received.status === 200
          ? wrongUrl(host, 'its JSON is not of that shape')
          : statusError(host, received.status);
      if (answer.data.status === 'error') throw refusal(host, answer.data, received.status);
      return shaped(host, schema, answer.data.data);
    },
    async json(question, schema) {
      const received = await ask(question);
      if (received.status !== 200) throw statusError(host, received.status);
      return shaped(host, schema, parseJson(host, received));
    },
  };
}

function parseJson(host: string, { status, contentType, text }: Received): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (status !== 200) throw statusError(host, status);
    if (contentType.includes('html') || text.trimStart().startsWith('<'))
      throw wrongUrl(host, 'it sent a web page');
    throw new UpstreamError({
      code: 'metrics-broken-answer',
      message: `The answer of ${host} is not whole, or no JSON.`,
      retryable: true,
    });
  }
}

function shaped<Schema extends z.ZodType>(host: string, schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw wrongUrl(host, 'its JSON is not of that shape');
}

function refusal(
  host: string,
  { errorType, error }: { errorType: string; error: string },
  status: number,
): InputError | UpstreamError | ConfigError {
  if (errorType === 'bad_data')
    return new InputError({ code: 'bad-query', message: `Prometheus refuses this: ${error}` });
  if (errorType === 'execution')
    return new InputError({ code: 'query-failed', message: `Prometheus cannot compute this: ${error}` });
  if (status === 401 || status === 403) return statusError(host, status);
  const retryable = errorType !== 'not_found';
  return new UpstreamError({
    code: 'metrics-failing',
    message: `${host} could not answer: ${error}`,
    retryable,
    status,
  });
}
