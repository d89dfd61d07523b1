import type { z } from 'zod';
import { createHttpClient } from '#connectors/kit';
import type { Endpoint, Question } from '#connectors/kit';
import { InputError, UpstreamError } from '#ground/errors';

const PRODUCT = {
  name: 'Tempo',
  code: 'tempo',
  settings: {
    url: 'JAMIE_TEMPO_URL',
    credentials: 'JAMIE_TEMPO_TOKEN, or user name and password, and the tenant',
    ca: 'JAMIE_TEMPO_CA',
  },
};

/** A client of one Tempo. */
export interface TempoClient {
  read<Schema extends z.ZodType>(question: Question, schema: Schema): Promise<z.output<Schema>>;
  /** The same; undefined when Tempo has no such thing. */
  find<Schema extends z.ZodType>(question: Question, schema: Schema): Promise<z.output<Schema> | undefined>;
}

const LONGEST_MESSAGE = 500;

function refusal(text: string): InputError {
  const said = text.trim().slice(0, LONGEST_MESSAGE);
  if (/range specified by|time range exceeds|exceeds .*duration/.test(said))
    return new InputError({
      code: 'range-too-long',
      message: `Tempo refuses this range: ${said}. Ask for a shorter one.`,
    });
  return new InputError({ code: 'bad-query', message: `Tempo refuses this: ${said}` });
}

const isPage = (text: string): boolean => text.trimStart().startsWith('<');
const isUnknownPage = (text: string): boolean => /^404 page not found/i.test(text.trim());

/** Talks to the Tempo behind an endpoint. Every fault becomes an error that says who must act. */
export function createTempoClient(endpoint: Endpoint): TempoClient {
  const client = createHttpClient(endpoint, PRODUCT);
  const find: TempoClient['find'] = async (question, schema) => {
    const received = await client.ask(question);
    const { status, text } = received;
    if (status === 200) return client.shape(schema, client.parse(received));
    if (status === 404 && !isPage(text) && !isUnknownPage(text)) return undefined;
    if ((status === 400 || status === 422) && text !== '' && !isPage(text)) throw refusal(text);
    if (status === 500 && /too many|max size|trace exceeds/i.test(text))
      throw new UpstreamError({
        code: 'tempo-limit',
        message: `${client.host} gave up: ${text.trim().slice(0, LONGEST_MESSAGE)}`,
        retryable: false,
      });
    throw client.errors.status(status);
  };
  return {
    find,
    async read(question, schema) {
      const found = await find(question, schema);
      if (found === undefined) throw client.errors.status(404);
      return found;
    },
  };
}
