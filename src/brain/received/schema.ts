import { createRequire } from 'node:module';
import type * as PgCore from 'drizzle-orm/pg-core';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { pgTable, text, timestamp } = createRequire(import.meta.url)('drizzle-orm/pg-core') as typeof PgCore;

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const receivedAlerts = pgTable('received_alerts', {
  id: text('id').primaryKey(),
  /** Source and key: an alert that is told of again is the same row. */
  occasion: text('occasion').notNull(),
  personId: text('person_id').notNull(),
  receivedAt: moment('received_at').notNull(),
  state: text('state').notNull(),
  endsAt: moment('ends_at'),
  /** JSON of an IncomingAlert. */
  body: text('body').notNull(),
  /** JSON of an Explanation. */
  explanation: text('explanation').notNull(),
});
