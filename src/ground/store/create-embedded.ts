import { workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { syncFolder } from './copy-folder.ts';

/** Runs in a worker: makes an empty store in the folder and ends when it is on disk. */
const { folder, settings } = workerData as { folder: string; settings: string[] };
const client = await PGlite.create({ dataDir: folder, postgresqlconf: settings });
await client.close();
await syncFolder(folder);
