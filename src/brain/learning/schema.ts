import { createRequire } from 'node:module';
import type * as PgCore from 'drizzle-orm/pg-core';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { doublePrecision, integer, pgTable, primaryKey, text, timestamp } = createRequire(import.meta.url)(
  'drizzle-orm/pg-core',
) as typeof PgCore;

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const answers = pgTable('answers', {
  turnId: text('turn_id').primaryKey(),
  conversationId: text('conversation_id').notNull(),
  personId: text('person_id').notNull(),
  channel: text('channel').notNull(),
  at: moment('at').notNull(),
  message: text('message').notNull(),
  /** The same for the same question. */
  questionKey: text('question_key').notNull(),
  /** What the message was read as, whoever answered. */
  skill: text('skill').notNull(),
  outcome: text('outcome').notNull(),
  severity: text('severity'),
  /** `embedded`, or the model's id. */
  reasoner: text('reasoner').notNull(),
  /** The version of the prompt, where a model answered. */
  prompt: text('prompt'),
  /** Of which experiment it was part, and on which side: `experiment/arm`. */
  arm: text('arm'),
  totalMs: integer('total_ms').notNull(),
  costUsd: doublePrecision('cost_usd').notNull(),
});

export const ratings = pgTable(
  'ratings',
  {
    turnId: text('turn_id').notNull(),
    personId: text('person_id').notNull(),
    at: moment('at').notNull(),
    rating: text('rating', { enum: ['good', 'bad'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.turnId, table.personId] })],
);

export const corrections = pgTable('corrections', {
  id: text('id').primaryKey(),
  turnId: text('turn_id').notNull(),
  personId: text('person_id').notNull(),
  personName: text('person_name'),
  at: moment('at').notNull(),
  questionKey: text('question_key').notNull(),
  text: text('text').notNull(),
});

export const personalityDials = pgTable(
  'personality_dials',
  {
    personId: text('person_id').notNull(),
    /** Empty: everywhere. */
    channel: text('channel').notNull(),
    dial: text('dial', { enum: ['full', 'light', 'off'] }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.channel] })],
);
