import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ConfigError } from '#ground/errors';
import type { Store } from './store.ts';

/** Keeps PostgreSQL small inside the process: its own default for shared buffers alone is 128 MB. */
const SETTINGS = ['shared_buffers=4MB', 'wal_buffers=256kB', 'min_wal_size=32MB', 'max_wal_size=64MB'];

/** Opens the embedded store in the folder; makes it first where there is none. */
export async function openEmbedded(folder: string): Promise<Store> {
  if (!existsSync(join(folder, 'PG_VERSION'))) await createFolder(folder);
  const [{ PGlite }, { drizzle }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('drizzle-orm/pglite'),
  ]);
  const client = await PGlite.create({ dataDir: folder, postgresqlconf: SETTINGS }).catch(unusable(folder));
  let closing: Promise<void> | undefined;
  return { db: drizzle(client), kind: 'embedded', close: () => (closing ??= client.close()) };
}

/** Made in a worker, so that neither the event loop nor the memory that it takes is ours, and moved into place whole. */
async function createFolder(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await removeUnfinished(folder);
  const unfinished = `${folder}.new-${process.pid}`;
  await createInWorker(unfinished);
  await rename(unfinished, folder);
}

async function removeUnfinished(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  const left = (await readdir(dirname(folder))).filter((name) => name.startsWith(prefix));
  await Promise.all(left.map((name) => rm(join(dirname(folder), name), { recursive: true, force: true })));
}

function createInWorker(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./create-embedded.ts', import.meta.url), {
      workerData: { folder, settings: SETTINGS },
    });
    worker.once('error', reject);
    worker.once('exit', () => {
      resolve();
    });
  });
}

function unusable(folder: string): (cause: unknown) => never {
  return (cause) => {
    throw new ConfigError({
      code: 'store-unusable',
      message: `The store in ${folder} cannot be opened. Move the folder away to start with an empty one; it may be read by the same version of PGlite.`,
      cause,
    });
  };
}
