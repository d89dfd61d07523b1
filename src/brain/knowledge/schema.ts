import { createRequire } from 'node:module';
import type * as PgCore from 'drizzle-orm/pg-core';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { pgTable, text, timestamp } = createRequire(import.meta.url)('drizzle-orm/pg-core') as typeof PgCore;

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' }).notNull();

export const taughtNotes = pgTable('taught_notes', {
  id: text('id').primaryKey(),
  personId: text('person_id').notNull(),
  /** How the person is called in answers that use the note. */
  personName: text('person_name').notNull(),
  text: text('text').notNull(),
  state: text('state', { enum: ['waiting', 'shared', 'rejected'] }).notNull(),
  taughtAt: moment('taught_at'),
  changedAt: moment('changed_at'),
  reviewedBy: text('reviewed_by'),
});

export const importedDocuments = pgTable('imported_documents', {
  id: text('id').primaryKey(),
  origin: text('origin').notNull(),
  path: text('path').notNull(),
  /** Of the text: the same again is not imported again. */
  hash: text('hash').notNull(),
  /** The Markdown text. */
  body: text('body').notNull(),
  commit: text('git_commit'),
  importedBy: text('imported_by').notNull(),
  importedAt: moment('imported_at'),
});
