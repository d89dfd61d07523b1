import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import type { Db } from 'pg-boss';
import { sql } from './drizzle.ts';
import type { StoreDatabase } from './store.ts';

/** What the queue's own SQL runs on; within a transaction of a room when one is given. Loaded when first asked for. */
export type QueueDatabase = (within?: StoreDatabase) => Promise<Db>;

const within = async (tx: StoreDatabase): Promise<Db> => {
  const { fromDrizzle } = await import('pg-boss');
  return fromDrizzle(tx as Parameters<typeof fromDrizzle>[0], sql);
};

/** The queue's way into the embedded store. */
export const queueInEmbedded =
  (client: PGlite): QueueDatabase =>
  async (tx) =>
    tx === undefined ? (await import('pg-boss')).fromPglite(client) : within(tx);

/** The queue's way into PostgreSQL, over the same connections as everybody else. */
export const queueInPostgres =
  (pool: Pool): QueueDatabase =>
  async (tx) =>
    tx === undefined ? { executeSql: (text, values) => pool.query(text, values) } : within(tx);
