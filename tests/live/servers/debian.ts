import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Unpacks Debian packages into a folder, once, without installing them: no service starts and root is not needed. Asks for the
 * packages anew after `apt-get update`, which needs root, when the lists of a new machine do not know them yet.
 */
export async function unpackDebian(packages: string[], folder: string): Promise<void> {
  if (existsSync(folder)) return;
  mkdirSync(path.dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}.`);
  try {
    await download(packages, work);
    const files = readdirSync(work).filter((entry) => entry.endsWith('.deb'));
    for (const file of files) await run('dpkg-deb', ['-x', file, 'unpacked'], { cwd: work });
    if (!existsSync(folder)) renameSync(path.join(work, 'unpacked'), folder);
  } catch (cause) {
    const names = packages.join(', ');
    throw new Error(`${names} could not be had from Debian; try "apt-get update" first.`, { cause });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(packages: string[], folder: string): Promise<void> {
  const get = () => run('apt-get', ['download', ...packages], { cwd: folder });
  try {
    await get();
  } catch {
    await run('apt-get', ['update']);
    await get();
  }
}
