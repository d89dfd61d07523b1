import { createHash } from 'node:crypto';
import { ConfigError } from '#ground/errors';
import { sql } from './drizzle.ts';
import type { Migration, StoreDatabase } from './store.ts';

/** Any number, the same in every Jamie: who holds it migrates. */
const LOCK = 706_511_493;

/** Applies what the journal does not have yet, in the order given, each whole or not at all. Safe to run from several processes. */
export async function migrate(db: StoreDatabase, migrations: Migration[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LOCK))})`);
    await tx.execute(
      sql`create table if not exists jamie_migrations (id text primary key, checksum text not null, applied_at timestamptz not null default now())`,
    );
    const applied = await readJournal(tx);
    refuseUnknown(applied, migrations);
    for (const migration of migrations) await apply(tx, migration, applied.get(migration.id));
  });
}

async function readJournal(db: StoreDatabase): Promise<Map<string, string>> {
  const result: unknown = await db.execute(sql`select id, checksum from jamie_migrations`);
  const { rows } = result as { rows: { id: string; checksum: string }[] };
  return new Map(rows.map(({ id, checksum }) => [id, checksum]));
}

function refuseUnknown(applied: Map<string, string>, migrations: Migration[]): void {
  const known = new Set(migrations.map(({ id }) => id));
  const unknown = [...applied.keys()].filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new ConfigError({
    code: 'store-is-newer',
    message: `The store was written by a newer Jamie (it has ${unknown.join(', ')}). Start that version, or use another JAMIE_HOME or database.`,
  });
}

async function apply(db: StoreDatabase, migration: Migration, checksum: string | undefined): Promise<void> {
  const wanted = createHash('sha256').update(migration.statements.join(';')).digest('hex');
  if (checksum === wanted) return;
  if (checksum !== undefined)
    throw new ConfigError({
      code: 'migration-changed',
      message: `The store's step ${migration.id} differs from this Jamie's. Use the version that made the store, or another JAMIE_HOME or database.`,
    });
  for (const statement of migration.statements) await db.execute(sql.raw(statement));
  await db.execute(sql`insert into jamie_migrations (id, checksum) values (${migration.id}, ${wanted})`);
}
