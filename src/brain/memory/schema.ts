import { createRequire } from 'node:module';
import type * as PgCore from 'drizzle-orm/pg-core';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { integer, pgTable, primaryKey, text, timestamp } = createRequire(import.meta.url)(
  'drizzle-orm/pg-core',
) as typeof PgCore;

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const conversations = pgTable('conversations', {
  id: text('id').primaryKey(),
  personId: text('person_id').notNull(),
  title: text('title').notNull(),
  startedAt: moment('started_at').notNull(),
  lastTurnAt: moment('last_turn_at').notNull(),
  turns: integer('turns').notNull(),
  /** JSON of a Focus: what follow-ups resolve against. */
  focus: text('focus').notNull(),
});

export const turns = pgTable('turns', {
  id: text('id').primaryKey(),
  conversationId: text('conversation_id').notNull(),
  message: text('message').notNull(),
  state: text('state', { enum: ['running', 'finished', 'failed'] }).notNull(),
  startedAt: moment('started_at').notNull(),
  /** The light line of the turn's voice, so that it is not said twice running. */
  said: text('said'),
  /** Says which question of whom this is, where the client named it: asked again, it is this turn. */
  requestKey: text('request_key'),
});

/** The events of a conversation as JSON text: jsonb would refuse the NUL characters that a message may quote. */
export const turnEvents = pgTable(
  'turn_events',
  {
    conversationId: text('conversation_id').notNull(),
    seq: integer('seq').notNull(),
    turnId: text('turn_id').notNull(),
    body: text('body').notNull(),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.seq] })],
);

export const knowledgeGaps = pgTable('knowledge_gaps', {
  id: text('id').primaryKey(),
  at: moment('at').notNull(),
  message: text('message').notNull(),
  outcome: text('outcome', { enum: ['not-understood', 'out-of-reach', 'no-such-name', 'failed'] }).notNull(),
  detail: text('detail').notNull(),
});
