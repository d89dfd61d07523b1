import { join } from 'node:path';
import { describeModels, readModels, type Output } from '#channels/terminal';
import type { Config } from '#ground/config';
import { openStore, readHolder, takeFolder } from '#ground/store';
import { createLogger, createMetrics } from '#ground/telemetry';
import { connectModels } from './connect-models.ts';
import { reportModels } from './report-models.ts';

type Reports = Awaited<ReturnType<typeof reportModels>>;

/** Reads the use of the models from the store; nobody else holds it. */
async function readAlone(config: Config): Promise<Reports> {
  const lock = await takeFolder(config.home);
  const log = createLogger({ level: 'silent', write: () => undefined });
  const metrics = createMetrics({ staleness: () => [] });
  try {
    const [{ brainMigrations }, { llmMigrations }] = await Promise.all([import('#brain'), import('#llm')]);
    const migrations = [...brainMigrations, ...llmMigrations];
    const store = await openStore({
      folder: join(config.home, 'store'),
      url: config.databaseUrl,
      migrations,
    });
    try {
      const connected = await connectModels({ config, log, metrics, store: Promise.resolve(store) });
      return await reportModels(connected, Date.now());
    } finally {
      await store.close();
    }
  } finally {
    metrics.close();
    await lock.release();
  }
}

/** Prints every language model with its health, price and use: those of the Jamie that runs, else of the settings. */
export async function printModels(config: Config, output: Output, asJson: boolean): Promise<void> {
  const holder = await readHolder(config.home);
  const reports =
    holder?.url === undefined ? await readAlone(config) : await readModels({ ...config, url: holder.url });
  output.print(asJson ? JSON.stringify(reports, undefined, 2) : describeModels(reports));
}
