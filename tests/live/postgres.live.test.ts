import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { brainMigrations } from '#brain';
import { openStore, type Migration, type Store } from '#ground/store';
import { ASKER, fakeKubernetes, openBench } from '../../src/brain/testing.ts';
import { storeContract } from '../contract/store-contract.ts';
import { startPostgres, type LivePostgres } from './servers/postgres/start-postgres.ts';

let server: LivePostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

const opened: Store[] = vi.hoisted(() => []);
afterAll(() => Promise.all(opened.map((store) => store.close())));

async function openOn(url: string, migrations: Migration[]): Promise<Store> {
  const store = await openStore({ folder: 'none', url, migrations });
  opened.push(store);
  return store;
}

storeContract('PostgreSQL', {
  shared: true,
  newPlace: async () => {
    const url = await server.createDatabase();
    return (migrations) => openOn(url, migrations);
  },
});

/** The conversation room's own suites: wherever they ask for a store of their own, it is a database of this server. */
vi.mock('../../src/ground/store/testing.ts', () => ({
  openTestStore: async (migrations: Migration[]) => openOn(await server.createDatabase(), migrations),
}));
await import('../../src/brain/brain.test.ts');
await import('../../src/brain/conversation.test.ts');
await import('../../src/brain/requests.test.ts');

describe('conversations on PostgreSQL', () => {
  const open = async (url: string) => {
    const store = await openOn(url, brainMigrations);
    return openBench({ kubernetes: fakeKubernetes({}), store });
  };
  const read = async ({ brain }: Awaited<ReturnType<typeof open>>, conversationId: string) =>
    Array.fromAsync(brain.follow({ conversationId, asker: ASKER, afterSeq: 0, untilTurn: 'none' }));

  it('are of this server', () => {
    expect(opened.length).toBeGreaterThan(10);
    expect(new Set(opened.map(({ kind }) => kind))).toEqual(new Set(['postgres']));
  });

  it('stay whole when two processes answer in one of them, in turns and at once', async () => {
    const url = await server.createDatabase();
    const [one, other] = [await open(url), await open(url)];
    const { conversationId } = await one.ask('hello');
    for (const bench of [other, one, other, other, one]) await bench.ask('hello again', conversationId);
    const settled = await Promise.allSettled(
      [one, other, one, other].map((bench) => bench.ask('all at once', conversationId)),
    );
    expect(settled.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    await one.ask('and after', conversationId);
    const events = await read(other, conversationId);
    expect(events).toEqual(await read(one, conversationId));
    const seqs = events.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
  });

  it('go on after the database has dropped every connection', async () => {
    const url = await server.createDatabase();
    const bench = await open(url);
    const { conversationId } = await bench.ask('hello');
    const database = new URL(url).pathname.slice(1);
    const dropAll = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`;
    await server.query(dropAll);
    await expect
      .poll(() =>
        bench.ask('still there?', conversationId).then(
          ({ outcome }) => outcome,
          () => 'not yet',
        ),
      )
      .not.toBe('not yet');
  });

  it('say so when the database is away', async () => {
    const bench = await open(await server.createDatabase());
    const { conversationId } = await bench.ask('hello');
    expect(await bench.store.answers()).toBe(true);
    await server.process.stop();
    expect(await bench.store.answers()).toBe(false);
    const away = { name: 'UpstreamError', code: 'database-unavailable', retryable: true };
    for (const place of [undefined, conversationId])
      await expect(bench.ask('and now?', place)).rejects.toMatchObject(away);
    await expect(bench.brain.conversations(ASKER)).rejects.toMatchObject(away);
  });
});
