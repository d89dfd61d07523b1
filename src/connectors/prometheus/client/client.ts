import type { z } from 'zod';
import { createHttpClient } from '#connectors/kit';
import type { Endpoint, HttpClient, Question } from '#connectors/kit';
import { InputError, UpstreamError, type ConfigError } from '#ground/errors';
import { envelope } from '../schema.ts';

const PRODUCT = {
  name: 'Prometheus or Alertmanager',
  code: 'metrics',
  settings: {
    url: 'JAMIE_PROMETHEUS_URL and JAMIE_ALERTMANAGER_URL',
    credentials: 'JAMIE_PROMETHEUS_TOKEN, or user name and password',
    ca: 'JAMIE_PROMETHEUS_CA',
  },
};

/** A client of one server. */
export interface MetricsClient {
  /** The `data` of a Prometheus answer. */
  data<Schema extends z.ZodType>(question: Question, schema: Schema): Promise<z.output<Schema>>;
  /** A plain JSON answer, as Alertmanager gives. */
  json: HttpClient['read'];
}

/** Talks to the server behind an endpoint. Every fault becomes an error that says who must act. */
export function createMetricsClient(endpoint: Endpoint): MetricsClient {
  const client = createHttpClient(endpoint, PRODUCT);
  return {
    async data(question, schema) {
      const received = await client.ask(question);
      const answer = envelope.safeParse(client.parse(received));
      if (!answer.success)
        throw received.status === 200
          ? client.errors.wrongUrl('its JSON is not of that shape')
          : client.errors.status(received.status);
      if (answer.data.status === 'error') throw refusal(client, answer.data, received.status);
      return client.shape(schema, answer.data.data);
    },
    json: client.read,
  };
}

function refusal(
  { host, errors }: HttpClient,
  { errorType, error }: { errorType: string; error: string },
  status: number,
): InputError | UpstreamError | ConfigError {
  if (errorType === 'bad_data')
    return new InputError({ code: 'bad-query', message: `Prometheus refuses this: ${error}` });
  if (errorType === 'execution')
    return new InputError({ code: 'query-failed', message: `Prometheus cannot compute this: ${error}` });
  if (status === 401 || status === 403) return errors.status(status);
  const retryable = errorType !== 'not_found';
  return new UpstreamError({
    code: 'metrics-failing',
    message: `${host} could not answer: ${error}`,
    retryable,
    status,
  });
}
