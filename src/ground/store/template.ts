import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** Keeps PostgreSQL small inside the process: its own default for shared buffers alone is 128 MB. */
export const SETTINGS = ['shared_buffers=4MB', 'wal_buffers=256kB', 'min_wal_size=32MB', 'max_wal_size=64MB'];

/** Changes when an empty store is made in another way. */
const MADE_AS = 'with vectors and trigrams';
const ABANDONED_MS = 10 * 60_000;

/** The folder of an empty store to copy from, made when missing. Several processes may do so at once: each moves a whole one into place, and the first stays. */
export async function prepareTemplate(template: string): Promise<string> {
  const how = createHash('sha256')
    .update([...SETTINGS, MADE_AS].join())
    .digest('hex');
  const folder = `${template}-${how.slice(0, 8)}`;
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await removeAbandoned(folder);
  const unfinished = `${folder}.new-${randomUUID()}`;
  try {
    await makeEmpty(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Made in a worker, so that neither the event loop nor the memory that it takes is ours. */
export function makeEmpty(folder: string): Promise<void> {
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

/** What killed processes left; what another one makes right now is younger. */
async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder))) {
    const path = join(dirname(folder), name);
    if (!name.startsWith(prefix) || Date.now() - (await stat(path)).mtimeMs < ABANDONED_MS) continue;
    await rm(path, { recursive: true, force: true });
  }
}
