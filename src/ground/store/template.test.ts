import { mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from './index.ts';
import { prepareTemplate } from './template.ts';

const migrations = [{ id: 'room/0001', statements: ['create table notes (id int)'] }];
let root: string;
let template: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jamie-template-'));
  template = join(root, 'cache', 'store');
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Opens a new store by way of the template and uses it. */
async function useNew(name: string, from: string): Promise<void> {
  const store = await openStore({ folder: join(root, name, 'store'), template: from, migrations });
  await store.db.execute(sql`insert into notes values (1)`);
  await store.close();
  expect(await readdir(join(root, name))).toEqual(['store']);
}

describe('the template of an empty store', () => {
  it('is made once, by whoever needs it first, and then copied', async () => {
    const [a, b] = await Promise.all([prepareTemplate(template), prepareTemplate(template)]);
    expect(a).toBe(b);
    expect(await readdir(join(root, 'cache'))).toHaveLength(1);
    await useNew('copied', template);
    await useNew('copied-again', template);
  });

  it('removes what a killed process left, and nothing that is being made', async () => {
    const cache = join(root, 'other');
    const [made = ''] = await readdir(join(root, 'cache'));
    await mkdir(join(cache, `${made}.new-old`), { recursive: true });
    await mkdir(join(cache, `${made}.new-young`));
    await writeFile(join(cache, `${made}.new-old`, 'half'), '');
    await utimes(join(cache, `${made}.new-old`), new Date(0), new Date(0));
    await prepareTemplate(join(cache, 'store'));
    expect((await readdir(cache)).sort()).toEqual([made, `${made}.new-young`]);
  });

  it('is done without where it cannot be kept', async () => {
    await writeFile(join(root, 'a-file'), '');
    await useNew('without', join(root, 'a-file', 'store'));
  });

  it('is done without when it is damaged', async () => {
    await truncate(join(await prepareTemplate(template), 'global', 'pg_control'), 100);
    await useNew('damaged', template);
  });
});
