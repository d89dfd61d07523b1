import { setTimeout as wait } from 'node:timers/promises';
import { sql, type SQL } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Migration, Store } from '#ground/store';

const first = {
  id: 'room/0001-notes',
  statements: ['create table notes (id serial primary key, body text not null)'],
};
const second = {
  id: 'room/0002-more',
  statements: ["alter table notes add column tag text default 'x'", 'create index on notes (tag)'],
};

/** Opens the same place again and again, each time as a Jamie with these migrations would. */
type Opener = (migrations: Migration[]) => Promise<Store>;

interface Engine {
  /** A place that nobody has used yet. */
  newPlace: () => Promise<Opener>;
  /** Whether two processes may have one place open at a time. */
  shared: boolean;
}

async function rowsOf(store: Store, query: SQL): Promise<unknown> {
  const result: unknown = await store.db.execute(query);
  return (result as { rows: unknown }).rows;
}

/** What every engine of the store has to do. */
export function storeContract(name: string, { newPlace, shared }: Engine): void {
  describe(`the store on ${name}`, () => {
    it('is made, migrated, and found again with what was written', async () => {
      const open = await newPlace();
      const made = await open([first]);
      await made.db.execute(sql`insert into notes (body) values (${'שלום 👩‍🚀 \\ \' "'})`);
      await made.close();
      await made.close();
      const again = await open([first, second]);
      expect(await rowsOf(again, sql`select body, tag from notes`)).toEqual([
        { body: 'שלום 👩‍🚀 \\ \' "', tag: 'x' },
      ]);
      await again.close();
    });

    it('refuses a newer store, and a step that was changed', async () => {
      const open = await newPlace();
      await (await open([first, second])).close();
      await expect(open([first])).rejects.toMatchObject({ code: 'store-is-newer' });
      const changed = { ...first, statements: ['create table other ()'] };
      await expect(open([changed, second])).rejects.toMatchObject({ code: 'migration-changed' });
    });

    it('leaves nothing of a step that fails', async () => {
      const open = await newPlace();
      const broken = { id: 'room/0002', statements: ['create table half ()', 'select no_such_function()'] };
      await expect(open([first, broken])).rejects.toThrow();
      const store = await open([first]);
      expect(await rowsOf(store, sql`select to_regclass('half') as half`)).toEqual([{ half: null }]);
      await store.close();
    });

    it('takes back the whole of a transaction that fails', async () => {
      const store = await (await newPlace())([first]);
      const failing = store.db.transaction(async (tx) => {
        await tx.execute(sql`insert into notes (body) values ('half')`);
        throw new Error('not after all');
      });
      await expect(failing).rejects.toThrow('not after all');
      expect(await rowsOf(store, sql`select * from notes`)).toEqual([]);
      await store.close();
    });

    it.runIf(shared)('is migrated once, however many begin at the same time', async () => {
      const open = await newPlace();
      const stores = await Promise.all(Array.from({ length: 5 }, () => open([first, second])));
      const [one] = stores;
      const applied = one && (await rowsOf(one, sql`select count(*)::int as n from jamie_migrations`));
      expect(applied).toEqual([{ n: 2 }]);
      await Promise.all(stores.map((store) => store.close()));
    });

    it.runIf(shared)('answers many at a time', async () => {
      const store = await (await newPlace())([first]);
      const insert = async (body: string): Promise<void> => {
        await store.db.transaction(async (tx) => {
          await wait(5);
          await tx.execute(sql`insert into notes (body) values (${body})`);
        });
      };
      await Promise.all(Array.from({ length: 50 }, (_, at) => insert(`note ${at}`)));
      expect(await rowsOf(store, sql`select count(*)::int as n from notes`)).toEqual([{ n: 50 }]);
      await store.close();
    });
  });
}
