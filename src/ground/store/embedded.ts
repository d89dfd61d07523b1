import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ConfigError } from '#ground/errors';
import { loadPglite } from './drizzle.ts';
import { copyFolder } from './copy-folder.ts';
import { queueInEmbedded } from './queue-database.ts';
import type { Store } from './store.ts';
import { SETTINGS, makeEmpty, prepareTemplate } from './template.ts';

interface EmbeddedOptions {
  folder: string;
  /** Where an empty store is kept to be copied, so that a new one takes a tenth of the time; made when missing. */
  template?: string;
}

/** Opens the embedded store in the folder; makes it first where there is none. */
export async function openEmbedded({ folder, template }: EmbeddedOptions): Promise<Store> {
  const made = existsSync(join(folder, 'PG_VERSION')) ? 'before' : await createFolder(folder, template);
  const { PGlite, drizzle, extensions } = loadPglite();
  const open = () => PGlite.create({ dataDir: folder, postgresqlconf: SETTINGS, extensions });
  const client = await open()
    .catch(async (error: unknown) => {
      if (made !== 'copied') throw error;
      await rm(folder, { recursive: true, force: true });
      await createFolder(folder);
      return open();
    })
    .catch(unusable(folder));
  let closing: Promise<void> | undefined;
  return {
    db: drizzle(client),
    kind: 'embedded',
    queue: queueInEmbedded(client),
    answers: async () => !client.closed,
    close: () => (closing ??= client.close()),
  };
}

/** Made beside its place and moved there whole: a kill at any moment leaves either no store or a good one. */
async function createFolder(folder: string, template?: string): Promise<'copied' | 'made'> {
  await mkdir(dirname(folder), { recursive: true });
  await removeUnfinished(folder);
  const unfinished = `${folder}.new-${process.pid}`;
  const how = await copyTemplate(template, unfinished).catch(async () => {
    await rm(unfinished, { recursive: true, force: true });
    await makeEmpty(unfinished);
    return 'made' as const;
  });
  await rename(unfinished, folder);
  return how;
}

async function copyTemplate(template: string | undefined, folder: string): Promise<'copied'> {
  if (template === undefined) throw new Error('there is no template');
  await copyFolder(await prepareTemplate(template), folder);
  return 'copied';
}

async function removeUnfinished(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  const left = (await readdir(dirname(folder))).filter((name) => name.startsWith(prefix));
  await Promise.all(left.map((name) => rm(join(dirname(folder), name), { recursive: true, force: true })));
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
