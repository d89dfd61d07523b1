import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, openTestStore, readHolder, takeFolder, type Store } from './index.ts';

const first = {
  id: 'room/0001-notes',
  statements: ['create table notes (id serial primary key, body jsonb not null)'],
};
const second = {
  id: 'room/0002-more',
  statements: ["alter table notes add column tag text default 'x'", 'create index on notes (tag)'],
};

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'jamie-store-'));
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

async function rowsOf(store: Store, query: ReturnType<typeof sql>): Promise<unknown> {
  const result: unknown = await store.db.execute(query);
  return (result as { rows: unknown }).rows;
}

describe('openStore', () => {
  it('makes a folder, migrates it, and finds everything again', async () => {
    const folder = join(home, 'deep', 'store');
    const made = await openStore({ folder, migrations: [first] });
    await made.db.execute(sql`insert into notes (body) values (${JSON.stringify({ said: 'שלום 👩‍🚀' })})`);
    await made.close();
    await made.close();

    const again = await openStore({ folder, migrations: [first, second] });
    expect(await rowsOf(again, sql`select body, tag from notes`)).toEqual([
      { body: { said: 'שלום 👩‍🚀' }, tag: 'x' },
    ]);
    await again.close();
    expect(await readdir(join(home, 'deep'))).toEqual(['store']);
  });

  it('refuses a newer store, and a step that was changed', async () => {
    const folder = join(home, 'store');
    await (await openStore({ folder, migrations: [first, second] })).close();
    await expect(openStore({ folder, migrations: [first] })).rejects.toMatchObject({
      code: 'store-is-newer',
    });
    await expect(
      openStore({ folder, migrations: [{ ...first, statements: ['create table other ()'] }, second] }),
    ).rejects.toMatchObject({ code: 'migration-changed' });
  });

  it('leaves nothing of a step that fails', async () => {
    const folder = join(home, 'store');
    const broken = {
      id: 'room/0002-broken',
      statements: ['create table half ()', 'select no_such_function()'],
    };
    await expect(openStore({ folder, migrations: [first, broken] })).rejects.toThrow();
    const store = await openStore({ folder, migrations: [first] });
    expect(await rowsOf(store, sql`select to_regclass('half') as half`)).toEqual([{ half: null }]);
    await store.close();
  });

  it('removes what an interrupted first start left', async () => {
    await writeFile(join(home, 'store.new-99999'), 'half');
    await (await openStore({ folder: join(home, 'store'), migrations: [] })).close();
    expect(await readdir(home)).toEqual(['store']);
  });

  it('says what is wrong with a database that does not answer, without its password', async () => {
    const url = 'postgres://jamie:hunter2@127.0.0.1:1/jamie';
    const failure = openStore({ folder: home, url, migrations: [] });
    await expect(failure).rejects.toMatchObject({ name: 'UpstreamError', code: 'database-unavailable' });
    await expect(failure).rejects.not.toThrow(/hunter2/);
    await expect(openStore({ folder: home, url: 'mysql://x', migrations: [] })).rejects.toMatchObject({
      name: 'ConfigError',
    });
  });

  it('gives every test a store of its own', async () => {
    const [a, b] = await Promise.all([openTestStore([first]), openTestStore([first])]);
    await a.db.execute(sql`insert into notes (body) values ('1')`);
    expect(await rowsOf(a, sql`select count(*)::int as n from notes`)).toEqual([{ n: 1 }]);
    expect(await rowsOf(b, sql`select count(*)::int as n from notes`)).toEqual([{ n: 0 }]);
    await Promise.all([a.close(), b.close()]);
  });
});

describe('takeFolder', () => {
  const lockFile = () => join(home, 'jamie.lock');
  const dead = { pid: 1, host: hostname(), began: '1', since: new Date().toISOString(), nonce: 'n' };

  it('lets one in and tells the next who it is', async () => {
    const lock = await takeFolder(home);
    await lock.announce('http://127.0.0.1:8000');
    await expect(takeFolder(home)).rejects.toMatchObject({
      name: 'ConfigError',
      code: 'folder-in-use',
      message: expect.stringMatching(
        new RegExp(`process ${process.pid}, since 20.*, at http://127.0.0.1:8000`),
      ) as string,
    });
    expect(await readHolder(home)).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:8000' });
    await lock.release();
    expect(await readHolder(home)).toBeUndefined();
    await (await takeFolder(home)).release();
    expect(await readdir(home)).toEqual([]);
  });

  it.each([
    ['a pid that is gone', { ...dead, pid: 2 ** 22 + 7 }],
    ['a pid that was used again', { ...dead, pid: process.pid, began: '1' }],
    ['a lock from before the machine started', { ...dead, pid: process.pid, since: '2001-01-01T00:00:00Z' }],
    ['another host that has been silent', { ...dead, host: 'elsewhere' }],
    ['half a file', 'garbage'],
    ['nothing in it', ''],
  ])('is not stopped by %s', async (_, holder) => {
    await writeFile(lockFile(), typeof holder === 'string' ? holder : JSON.stringify(holder));
    await utimes(lockFile(), new Date(0), new Date(0));
    const lock = await takeFolder(home);
    expect(await readHolder(home)).toMatchObject({ pid: process.pid });
    await lock.release();
    expect(await readdir(home)).toEqual([]);
  });

  it('believes another host while it shows signs of life', async () => {
    await writeFile(lockFile(), JSON.stringify({ ...dead, host: 'elsewhere' }));
    await expect(takeFolder(home)).rejects.toThrow(/on elsewhere/);
  });

  it('has exactly one winner when many reach for a dead holder’s folder', async () => {
    await writeFile(lockFile(), JSON.stringify({ ...dead, pid: 2 ** 22 + 7 }));
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => takeFolder(home)));
    const won = tries.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect(
      tries.filter((result) => result.status === 'rejected').map(({ reason }) => (reason as Error).name),
    ).toEqual(Array.from({ length: 19 }, () => 'ConfigError'));
    await won[0]?.value.release();
    expect(await readdir(home)).toEqual([]);
  });

  it('never removes a lock that is another’s by now', async () => {
    const lock = await takeFolder(home);
    await writeFile(lockFile(), JSON.stringify({ ...dead, nonce: 'other' }));
    await lock.release();
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toMatchObject({ nonce: 'other' });
  });
});
