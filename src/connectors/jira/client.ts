import type { z } from 'zod';
import { createHttpClient } from '#connectors/kit';
import type { Question } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { failure } from './schema.ts';
import type { JiraSettings } from './settings.ts';

const PRODUCT = {
  name: 'Jira',
  code: 'jira',
  settings: {
    url: 'JAMIE_JIRA_URL',
    credentials: 'JAMIE_JIRA_USERNAME and JAMIE_JIRA_TOKEN',
    ca: 'JAMIE_JIRA_CA',
  },
};

/** A client of Jira. */
export interface JiraClient {
  /** Where people read an issue. */
  linkTo: (key: string) => string;
  read: <Schema extends z.ZodType>(question: Question, schema: Schema) => Promise<z.output<Schema>>;
}

/** Talks to Jira. Every fault becomes an error that says who must act. */
export function createJiraClient(settings: JiraSettings): JiraClient {
  const client = createHttpClient(settings, PRODUCT);
  const base = settings.url.replace(/\/+$/, '');
  return {
    linkTo: (key) => `${base}/browse/${key}`,
    async read(question, schema) {
      const received = await client.ask(question);
      if (received.status === 200) return client.shape(schema, client.parse(received));
      if (![400, 404].includes(received.status)) throw client.errors.status(received.status);
      const told = failure.safeParse(client.parse(received));
      const words = told.success ? [...told.data.errorMessages, ...Object.values(told.data.errors)] : [];
      if (words.length === 0) throw client.errors.status(received.status);
      throw new InputError({
        code: received.status === 404 ? 'no-such-issue' : 'bad-jql',
        message: `Jira says: ${words.join(' ')}`,
      });
    },
  };
}
