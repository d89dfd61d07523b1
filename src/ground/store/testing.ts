import { queueInEmbedded } from './queue-database.ts';
import type { Migration, Store } from './store.ts';

let template: Promise<Blob> | undefined;

/** An empty store in memory for a test, with the migrations applied. The first one of a process takes seconds, the next ones less. */
export async function openTestStore(migrations: Migration[]): Promise<Store> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { drizzle } = await import('drizzle-orm/pglite');
  const { migrate } = await import('./migrate.ts');
  template ??= emptyStore();
  const client = await PGlite.create({ loadDataDir: await template });
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
