import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { QueueDatabase } from './queue-database.ts';

/** What a room's store.ts speaks to; the same on both engines. */
export type StoreDatabase = PgDatabase<PgQueryResultHKT>;

export interface Store {
  db: StoreDatabase;
  kind: 'embedded' | 'postgres';
  /** For ground/jobs. */
  queue: QueueDatabase;
  /** Whether it answers now, within two seconds. */
  answers: () => Promise<boolean>;
  /** Ends when what was written is on disk; harmless when called twice. */
  close: () => Promise<void>;
}

/** One step of a room's schema. Never changed once released: a new step is added instead. */
export interface Migration {
  /** Room and number, such as `brain/0001-conversations`; the journal's key. */
  id: string;
  /** One SQL statement each; all in one transaction. */
  statements: string[];
}
