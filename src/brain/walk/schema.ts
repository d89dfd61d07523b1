import { createRequire } from 'node:module';
import type * as PgCore from 'drizzle-orm/pg-core';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { integer, pgTable, text, timestamp } = createRequire(import.meta.url)(
  'drizzle-orm/pg-core',
) as typeof PgCore;

export const walks = pgTable('walks', {
  id: text('id').primaryKey(),
  personId: text('person_id').notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull(),
  /** Counts up with each change, so that nobody writes over what somebody else did meanwhile. */
  version: integer('version').notNull(),
  /** JSON of a Walk as text: jsonb would refuse the NUL characters that a log may hold. */
  body: text('body').notNull(),
});
