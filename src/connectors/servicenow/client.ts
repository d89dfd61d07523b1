import { createHttpClient } from '#connectors/kit';
import type { Question } from '#connectors/kit';
import { InputError } from '#ground/errors';
import { failure, recordList } from './schema.ts';
import type { ServicenowRecord } from './schema.ts';
import type { ServicenowSettings } from './settings.ts';

const PRODUCT = {
  name: 'ServiceNow',
  code: 'servicenow',
  settings: {
    url: 'JAMIE_SERVICENOW_URL',
    credentials: 'JAMIE_SERVICENOW_USERNAME and JAMIE_SERVICENOW_PASSWORD',
    ca: 'JAMIE_SERVICENOW_CA',
  },
};

/** A client of ServiceNow. */
export interface ServicenowClient {
  /** Where people read a record. */
  linkTo: (table: string, id: string) => string;
  /** Rows of a table, and how many there are in all. */
  rows: (question: Question) => Promise<{ rows: ServicenowRecord[]; total: number }>;
}

/** Talks to ServiceNow. Every fault becomes an error that says who must act. */
export function createServicenowClient(settings: ServicenowSettings): ServicenowClient {
  const client = createHttpClient(settings, PRODUCT);
  const base = settings.url.replace(/\/+$/, '');
  return {
    linkTo: (table, id) => `${base}/nav_to.do?uri=${encodeURIComponent(`${table}.do?sys_id=${id}`)}`,
    async rows(question) {
      const received = await client.ask(question);
      if (received.status === 200) {
        const { result } = client.shape(recordList, client.parse(received));
        const total = Number(received.headers['x-total-count'] ?? result.length);
        return { rows: result, total: Number.isFinite(total) ? total : result.length };
      }
      // A table without rows that fit is a 404 on some releases.
      const told = [400, 404].includes(received.status)
        ? failure.safeParse(client.parse(received))
        : undefined;
      if (!told?.success) throw client.errors.status(received.status);
      if (/no record/i.test(told.data.error.message)) return { rows: [], total: 0 };
      const { message, detail } = told.data.error;
      throw new InputError({
        code: 'bad-request',
        message: `ServiceNow says: ${[message, detail].filter(Boolean).join(': ')}`,
      });
    },
  };
}
