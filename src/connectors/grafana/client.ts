import type { z } from 'zod';
import { createHttpClient } from '#connectors/kit';
import type { Question } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { failure } from './schema.ts';
import type { GrafanaSettings } from './settings.ts';

const PRODUCT = {
  name: 'Grafana',
  code: 'grafana',
  settings: { url: 'JAMIE_GRAFANA_URL', credentials: 'JAMIE_GRAFANA_TOKEN', ca: 'JAMIE_GRAFANA_CA' },
};

/** A client of Grafana. */
export interface GrafanaClient {
  /** The address at which people open a path of Grafana's. */
  linkTo: (path: string) => string;
  read: <Schema extends z.ZodType>(question: Question, schema: Schema) => Promise<z.output<Schema>>;
}

/** Talks to Grafana. Every fault becomes an error that says who must act. */
export function createGrafanaClient(settings: GrafanaSettings): GrafanaClient {
  const client = createHttpClient(settings, PRODUCT);
  const base = settings.url.replace(/\/+$/, '');
  const { pathname } = new URL(base);
  return {
    // Grafana's own paths begin with the folder it is served from.
    linkTo: (path) =>
      base + (pathname !== '/' && path.startsWith(`${pathname}/`) ? path.slice(pathname.length) : path),
    async read(question, schema) {
      const received = await client.ask(question);
      if (received.status === 200) return client.shape(schema, client.parse(received));
      if (![400, 404].includes(received.status)) throw client.errors.status(received.status);
      const told = failure.safeParse(client.parse(received));
      if (!told.success) throw client.errors.status(received.status);
      throw new InputError({
        code: received.status === 404 ? 'not-in-grafana' : 'bad-request',
        message: `Grafana says: ${told.data.message}.`,
      });
    },
  };
}
