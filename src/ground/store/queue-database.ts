import type { PGlite } from '@electric-sql/pglite';
import type { Pool } from 'pg';
import type { Db } from 'pg-boss';
import { sql } from './drizzle.ts';
import type { QueueDatabase, StoreDatabase } from './store.ts';

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
