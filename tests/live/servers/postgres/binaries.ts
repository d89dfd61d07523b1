import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const VERSION = '15';
const PACKAGE = `postgresql-${VERSION}`;
const INSTALLED = path.join('/usr/lib/postgresql', VERSION, 'bin');

/** Not in a home folder: a server that root starts runs as somebody who may not look there. */
const CACHE = path.join(tmpdir(), `jamie-live-${PACKAGE}-${process.getuid?.() ?? 0}`);

/** The folder of PostgreSQL's programs: as installed, or unpacked from Debian's package, for which neither root nor a service is needed. */
export async function postgresPrograms(): Promise<string> {
  if (existsSync(path.join(INSTALLED, 'initdb'))) return INSTALLED;
  if (!existsSync(CACHE)) await unpack();
  return path.join(CACHE, INSTALLED);
}

async function unpack(): Promise<void> {
  mkdirSync(tmpdir(), { recursive: true });
  const work = mkdtempSync(`${CACHE}.`);
  try {
    await run('apt-get', ['download', PACKAGE, `postgresql-client-${VERSION}`, 'libpq5'], { cwd: work });
    const files = readdirSync(work).filter((entry) => entry.endsWith('.deb'));
    for (const file of files) await run('dpkg-deb', ['-x', file, 'unpacked'], { cwd: work });
    if (!existsSync(CACHE)) renameSync(path.join(work, 'unpacked'), CACHE);
  } catch (cause) {
    throw new Error(`${PACKAGE} is neither installed nor to be had; try "apt-get update" first.`, { cause });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
