import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openTestStore, type Store } from '#ground/store';
import { openJobs, type Jobs } from './index.ts';

const log = { error: vi.fn() };
let store: Store;
let jobs: Jobs;

beforeEach(async () => {
  store = await openTestStore([
    { id: 'test/0001', statements: ['create table done (what text primary key)'] },
  ]);
  jobs = openJobs({ store, log });
});

afterEach(async () => {
  await jobs.close(1000);
  await store.close();
  expect(log.error).not.toHaveBeenCalled();
});

const soon = (assertion: () => void) => vi.waitFor(assertion, { timeout: 20_000, interval: 20 });

test('a job is done, with what it was given', async () => {
  const seen: object[] = [];
  await jobs.work('post', async (data) => {
    seen.push(data);
  });
  await jobs.add('post', { letter: 'to whom it may concern' });
  await soon(() => {
    expect(seen).toEqual([{ letter: 'to whom it may concern' }]);
  });
});

test('a job belongs to the transaction that puts it in line', async () => {
  const seen: object[] = [];
  await jobs.add('post', { first: true });
  const broken = store.db.transaction(async (tx) => {
    await tx.execute(sql`insert into done values ('never')`);
    await jobs.add('post', { lost: true }, tx);
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  await store.db.transaction(async (tx) => {
    await tx.execute(sql`insert into done values ('kept')`);
    await jobs.add('post', { kept: true }, tx);
  });
  await jobs.work('post', async (data) => {
    seen.push(data);
  });
  await soon(() => {
    expect(seen).toEqual([{ first: true }, { kept: true }]);
  });
});

test('one job at a time, and one that fails is tried again', async () => {
  let running = 0;
  let most = 0;
  const attempts: object[] = [];
  await jobs.work('post', async (data) => {
    attempts.push(data);
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
    if (attempts.length === 1) throw new Error('not today');
  });
  for (const at of [1, 2, 3]) await jobs.add('post', { at });
  await soon(() => {
    expect(attempts.filter((data) => JSON.stringify(data) === '{"at":1}')).toHaveLength(2);
  });
  expect(most).toBe(1);
  expect(attempts).toHaveLength(4);
});

test('what one process put in line the next one does', async () => {
  await jobs.add('post', { left: 'over' });
  await jobs.close(1000);
  jobs = openJobs({ store, log });
  const seen: object[] = [];
  await jobs.work('post', async (data) => {
    seen.push(data);
  });
  await soon(() => {
    expect(seen).toEqual([{ left: 'over' }]);
  });
});
