import { queueInEmbedded } from './queue-database.ts';
import type { Migration, Store } from './store.ts';

let template: Promise<Blob> | undefined;

/**
 * An empty store in memory for a test, with the migrations applied. The first one of a process takes seconds, the next
 * ones less. With `extensions` it can compare vectors and spellings, as the embedded store does; else it is plain PostgreSQL.
 */
export async function openTestStore(
  migrations: Migration[],
  options = { extensions: false },
): Promise<Store> {
  const { loadPglite } = await import('./drizzle.ts');
  const { migrate } = await import('./migrate.ts');
  const { PGlite, drizzle, extensions } = loadPglite();
  template ??= emptyStore();
  const more = options.extensions ? { extensions } : {};
  const client = await PGlite.create({ loadDataDir: await template, ...more });
  const store: Store = {
    db: drizzle(client),
    kind: 'embedded',
    queue: queueInEmbedded(client),
    answers: async () => true,
    close: () => client.close(),
  };
  await migrate(store.db, migrations);
  return store;
}

async function emptyStore(): Promise<Blob> {
  const { PGlite } = await import('@electric-sql/pglite');
  const client = await PGlite.create({ postgresqlconf: ['shared_buffers=4MB'] });
  const dump = await client.dumpDataDir('none');
  await client.close();
  return dump;
}
