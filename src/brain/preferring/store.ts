import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { StoreDatabase } from '#ground/store';
import { sayingSo } from '../memory/saying-so.ts';
import { preferenceSchema, type Preference, type PreferenceKey } from './preferences.ts';

/** As CommonJS, for the reason that ground/store/drizzle.ts gives. */
const { sql } = createRequire(import.meta.url)('drizzle-orm') as typeof Orm;

interface Row {
  key: string;
  value: string;
  at: string | Date;
}

async function rowsOf(db: StoreDatabase, query: SQL): Promise<Row[]> {
  const result: unknown = await db.execute(query);
  return (result as { rows: Row[] }).rows;
}

/** What is kept of people because they asked for it. */
export const openPreferences = (db: StoreDatabase) =>
  sayingSo({
    /** Everything kept of a person, by its key. */
    of: async (personId: string): Promise<Preference[]> => {
      const rows = await rowsOf(
        db,
        sql`select key, value, at from preferences where person_id = ${personId} order by key`,
      );
      return rows.flatMap(({ key, value, at }) => {
        const read = preferenceSchema.safeParse({ key, value, at: new Date(at).toISOString() });
        return read.success ? [read.data] : [];
      });
    },

    keep: async (personId: string, { key, value, at }: Preference): Promise<void> => {
      await db.execute(sql`insert into preferences (person_id, key, value, at)
        values (${personId}, ${key}, ${value}, ${at}::timestamptz)
        on conflict (person_id, key) do update set value = excluded.value, at = excluded.at`);
    },

    /** Whether there was one to forget. */
    forget: async (personId: string, key: PreferenceKey): Promise<boolean> =>
      (
        await rowsOf(
          db,
          sql`delete from preferences where person_id = ${personId} and key = ${key} returning key, value, at`,
        )
      ).length > 0,

    forgetAll: async (personId: string): Promise<void> => {
      await db.execute(sql`delete from preferences where person_id = ${personId}`);
    },
  });

export type PreferenceStore = ReturnType<typeof openPreferences>;
