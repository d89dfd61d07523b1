import { createRequire } from 'node:module';
import type * as PgCore from 'drizzle-orm/pg-core';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { doublePrecision, integer, pgTable, text, timestamp } = createRequire(import.meta.url)(
  'drizzle-orm/pg-core',
) as typeof PgCore;

export const modelCalls = pgTable('model_calls', {
  id: text('id').primaryKey(),
  at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
  /** The day in UTC that it is paid from. */
  day: text('day').notNull(),
  model: text('model').notNull(),
  task: text('task').notNull(),
  personId: text('person_id').notNull(),
  teamId: text('team_id'),
  input: integer('input').notNull(),
  output: integer('output').notNull(),
  cached: integer('cached').notNull(),
  /** What it cost; what it may cost at most as long as it runs. */
  dollars: doublePrecision('dollars').notNull(),
  firstTokenMs: integer('first_token_ms'),
  totalMs: integer('total_ms'),
  /** `running`, `answered`, `cancelled`, or the code of an error. */
  outcome: text('outcome').notNull(),
});
