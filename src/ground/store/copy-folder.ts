import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

async function entriesOf(folder: string): Promise<{ folders: string[]; files: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const pathsOf = (found: typeof entries) =>
    found.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  return {
    folders: pathsOf(entries.filter((entry) => entry.isDirectory())),
    files: pathsOf(entries.filter((entry) => entry.isFile())),
  };
}

/** Copies files and folders side by side, as clones where the file system can: several times quicker than one by one. */
export async function copyFolder(from: string, to: string): Promise<void> {
  const { folders, files } = await entriesOf(from);
  await mkdir(to, { mode: 0o700 });
  for (const folder of folders) await mkdir(join(to, folder), { recursive: true, mode: 0o700 });
  await Promise.all(
    files.map((file) => copyFile(join(from, file), join(to, file), constants.COPYFILE_FICLONE)),
  );
}

/** Returns when every file is on disk: a power cut finds it whole. */
export async function syncFolder(folder: string): Promise<void> {
  const { files } = await entriesOf(folder);
  await Promise.all(files.map((file) => syncFile(join(folder, file))));
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  await handle.sync().finally(() => handle.close());
}
