import { z } from 'zod';
import { createHttpClient } from '#connectors/kit';
import type { Question } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { failure, page } from './schema.ts';
import type { PagerdutySettings } from './settings.ts';

const PRODUCT = {
  name: 'PagerDuty',
  code: 'pagerduty',
  settings: {
    url: 'JAMIE_PAGERDUTY_URL',
    credentials: 'JAMIE_PAGERDUTY_TOKEN',
    ca: 'JAMIE_PAGERDUTY_CA',
  },
};
const ACCEPT = 'application/vnd.pagerduty+json;version=2';
const PAGE_SIZE = 100;

/** Up to so many items of a list, and whether the server has more. */
export interface Listed<Item> {
  items: Item[];
  more: boolean;
}

/** A client of PagerDuty. */
export interface PagerdutyClient {
  host: string;
  read: <Schema extends z.ZodType>(question: Question, schema: Schema) => Promise<z.output<Schema>>;
  /** Follows the pages of a list, up to `most` items. */
  list: <Schema extends z.ZodType>(
    question: Question,
    list: { name: string; item: Schema; most: number },
  ) => Promise<Listed<z.output<Schema>>>;
}

/** Talks to PagerDuty. Every fault becomes an error that says who must act. */
export function createPagerdutyClient({ token, ...endpoint }: PagerdutySettings): PagerdutyClient {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Token token=${token}` };
  const client = createHttpClient(
    { ...endpoint, headers: { ...authorization, ...endpoint.headers } },
    PRODUCT,
  );
  const read: PagerdutyClient['read'] = async (question, schema) => {
    const received = await client.ask({ accept: ACCEPT, ...question });
    if (received.status === 200) return client.shape(schema, client.parse(received));
    const told = failure.safeParse(client.parse(received));
    if (!told.success || ![400, 404].includes(received.status)) throw client.errors.status(received.status);
    const { message, errors = [] } = told.data.error;
    const missing = received.status === 404;
    throw new InputError({
      code: missing ? 'no-such-incident' : 'bad-request',
      message: `PagerDuty says: ${[message, ...errors].join(' ')}`,
    });
  };
  return {
    host: client.host,
    read,
    async list(question, { name, item, most }) {
      const items: z.output<typeof item>[] = [];
      for (;;) {
        const limit = Math.min(PAGE_SIZE, most - items.length);
        const params = { ...question.params, limit: String(limit), offset: String(items.length) };
        const answer = await read({ ...question, params }, page);
        const found = client.shape(z.array(item), answer[name]);
        items.push(...found);
        if (!answer.more || found.length === 0 || items.length >= most) return { items, more: answer.more };
      }
    },
  };
}
