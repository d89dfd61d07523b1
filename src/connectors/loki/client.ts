import type { z } from 'zod';
import { createHttpClient } from '#connectors/kit';
import type { HttpClient, Question } from '#connectors/kit';
import { ConfigError, InputError, UpstreamError } from '#ground/errors';
import { envelope } from './schema.ts';
import type { LokiSettings } from './settings.ts';

const PRODUCT = {
  name: 'Loki',
  code: 'loki',
  settings: {
    url: 'JAMIE_LOKI_URL',
    credentials: 'JAMIE_LOKI_TOKEN, or user name and password',
    ca: 'JAMIE_LOKI_CA',
  },
};

const ROOT = '/loki/api/v1';
const LONGEST_REASON = 600;
const TOO_MUCH =
  /too many bytes|too large|exceeds the limit|entries limit|maximum number of series|maximum resolution|max_query|limit reached/i;

/** A client of one Loki. */
export interface LokiClient {
  /** The `data` of an answer; `path` begins after /loki/api/v1. */
  data: <Schema extends z.ZodType>(question: Question, schema: Schema) => Promise<z.output<Schema>>;
}

/** Talks to Loki. Every fault becomes an error that says who must act. */
export function createLokiClient({ tenant, ...endpoint }: LokiSettings): LokiClient {
  const headers = { ...endpoint.headers, ...(tenant === undefined ? {} : { 'X-Scope-OrgID': tenant }) };
  const client = createHttpClient({ ...endpoint, headers }, PRODUCT);
  return {
    async data(question, schema) {
      const received = await client.ask({ ...question, path: ROOT + question.path });
      if (received.status !== 200) throw refusal(client, received.status, received.text);
      const { data } = client.shape(envelope, client.parse(received));
      return client.shape(schema, data);
    },
  };
}

function reasonOf(text: string): string {
  const trimmed = text.trim();
  return trimmed.startsWith('<') || trimmed.startsWith('{') ? '' : trimmed.slice(0, LONGEST_REASON);
}

function refusal(
  { host, errors }: HttpClient,
  status: number,
  text: string,
): InputError | UpstreamError | ConfigError {
  const reason = reasonOf(text);
  if (/no org id/i.test(reason))
    return new ConfigError({
      code: 'loki-no-tenant',
      message: `${host} keeps the logs of several tenants and wants to know which: set JAMIE_LOKI_TENANT.`,
    });
  if (reason === '' || status === 401 || status === 403 || status === 404) return errors.status(status);
  if (TOO_MUCH.test(reason))
    return new InputError({
      code: 'query-too-large',
      message: `Loki refuses this because it is too much: ${reason} Ask for a shorter window, fewer lines, or name a service, pod or namespace.`,
    });
  if (status === 400 || status === 422)
    return new InputError({ code: 'bad-query', message: `Loki refuses this: ${reason}` });
  return new UpstreamError({
    code: 'loki-failing',
    message: `${host} could not answer: ${reason}`,
    retryable: true,
    status,
  });
}
