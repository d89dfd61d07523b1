import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Db } from 'pg-boss';

/** What a room's store.ts speaks to; the same on both engines. */
export type StoreDatabase = PgDatabase<PgQueryResultHKT>;

/** What the queue's own SQL runs on; within a transaction of a room when one is given. Loaded when first asked for. */
export type QueueDatabase = (within?: StoreDatabase) => Promise<Db>;

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
