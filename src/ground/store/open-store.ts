import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError, UpstreamError, isHouseError } from '#ground/errors';
import { queueInPostgres } from './queue-database.ts';
import type { Migration, Store } from './store.ts';

/** How long a database that no longer answers may hold up the end. */
const FAREWELL_MS = 3000;
/** How long a database may take to show that it is there. */
const ANSWER_MS = 2000;

interface StoreOptions {
  /** The folder of the embedded store, made when missing. The caller holds the folder lock. */
  folder: string;
  /** Where the embedded store keeps an empty one to copy from; a new store takes seconds without. */
  template?: string;
  /** A PostgreSQL connection string; the embedded store when omitted. */
  url?: string;
  /** Of all rooms, in the order to apply; they may come while the store opens. */
  migrations: Migration[] | Promise<Migration[]>;
}

/** Opens the store and brings its schema up to date. ConfigError when it cannot be used, UpstreamError when PostgreSQL does not answer. */
export async function openStore({ folder, template, url, migrations }: StoreOptions): Promise<Store> {
  const store = await (url === undefined ? openFolder(folder, template) : openPostgres(url));
  try {
    const { migrate } = await import('./migrate.ts');
    await migrate(store.db, await migrations);
    return store;
  } catch (error) {
    await store.close();
    if (isHouseError(error) || url === undefined) throw error;
    throw unreachable(error);
  }
}

async function openFolder(folder: string, template: string | undefined): Promise<Store> {
  const { openEmbedded } = await import('./embedded.ts');
  return openEmbedded({ folder, template });
}

async function openPostgres(url: string): Promise<Store> {
  if (!URL.canParse(url) || !/^postgres(?:ql)?:$/.test(new URL(url).protocol))
    throw new ConfigError({
      code: 'database-url',
      message: 'JAMIE_DATABASE_URL must look like postgres://user:password@host:5432/name.',
    });
  const [{ Pool }, { drizzle }] = await Promise.all([import('pg'), import('drizzle-orm/node-postgres')]);
  const patience = { connectionTimeoutMillis: 10_000, query_timeout: 30_000, keepAlive: true };
  const pool = new Pool({ connectionString: url, max: 10, ...patience });
  // A connection lost while idle is replaced at the next query, which reports what is wrong then.
  pool.on('error', () => undefined);
  // Nor may one that is lost in the middle of a transaction end the process: its queries are told anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    db: drizzle(pool),
    kind: 'postgres',
    queue: queueInPostgres(pool),
    answers: () =>
      Promise.race([
        pool.query('select 1').then(
          () => true,
          () => false,
        ),
        wait(ANSWER_MS, false, { ref: false }),
      ]),
    close: once(() => Promise.race([pool.end(), wait(FAREWELL_MS)])),
  };
}

function unreachable(cause: unknown): UpstreamError {
  const reason = cause instanceof Error ? (rootOf(cause).message ?? '') : '';
  return new UpstreamError({
    code: 'database-unavailable',
    message: `The database at JAMIE_DATABASE_URL could not be used: ${reason}`,
    cause,
    retryable: true,
  });
}

function rootOf(error: Error): { message?: string } {
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}

function once(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= close());
}
