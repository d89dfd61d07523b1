import { workerData } from 'node:worker_threads';
import { syncFolder } from './copy-folder.ts';
import { loadPglite } from './drizzle.ts';

/** Runs in a worker: makes an empty store in the folder and ends when it is on disk. */
const { folder, settings } = workerData as { folder: string; settings: string[] };
const { PGlite, extensions } = loadPglite();
const client = await PGlite.create({ dataDir: folder, postgresqlconf: settings, extensions });
for (const name of Object.keys(extensions)) await client.exec(`create extension ${name}`);
await client.close();
await syncFolder(folder);
