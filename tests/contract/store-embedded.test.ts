import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openStore } from '#ground/store';
import { storeContract } from './store-contract.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jamie-store-contract-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

storeContract('PGlite', {
  shared: false,
  newPlace: async () => {
    const folder = join(await mkdtemp(join(root, 'place-')), 'store');
    return (migrations) => openStore({ folder, template: join(root, 'template'), migrations });
  },
});
