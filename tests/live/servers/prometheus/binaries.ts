import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGES = {
  prometheus: 'prometheus',
  promtool: 'prometheus',
  'prometheus-alertmanager': 'prometheus-alertmanager',
};

export type DebianProgram = keyof typeof PACKAGES;

function cacheFolder(): string {
  const root = process.env['JAMIE_LIVE_CACHE'] ?? path.join(homedir(), '.cache', 'jamie-live');
  return path.join(root, 'debian');
}

/** Unpacks a Debian package into the cache without installing it: no service starts and root is not needed. */
async function unpack(name: string): Promise<void> {
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(path.join(cacheFolder(), `${name}.`));
  try {
    await run('apt-get', ['download', name], { cwd: work });
    const file = readdirSync(work).find((entry) => entry.endsWith('.deb'));
    if (file === undefined)
      throw new Error(`apt-get downloaded nothing for ${name}; run "apt-get update" first.`);
    await run('dpkg-deb', ['-x', file, 'unpacked'], { cwd: work });
    if (!existsSync(path.join(cacheFolder(), name)))
      renameSync(path.join(work, 'unpacked'), path.join(cacheFolder(), name));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The path of a program from Debian, fetched when it is not in the cache yet. */
export async function debianProgram(program: DebianProgram): Promise<string> {
  const name = PACKAGES[program];
  const file = path.join(cacheFolder(), name, 'usr', 'bin', program);
  if (!existsSync(file)) await unpack(name);
  return file;
}

/** Alertmanager of Debian reads its templates from this place and no other. */
const TEMPLATES = '/usr/share/prometheus/alertmanager';

/** Puts the unpacked templates where Alertmanager looks for them, as installing the package would. */
export async function provideTemplates(): Promise<void> {
  await debianProgram('prometheus-alertmanager');
  if (existsSync(TEMPLATES)) return;
  const unpacked = path.join(cacheFolder(), 'prometheus-alertmanager', TEMPLATES);
  try {
    mkdirSync(path.dirname(TEMPLATES), { recursive: true });
    symlinkSync(unpacked, TEMPLATES);
  } catch (cause) {
    throw new Error(`Alertmanager needs ${TEMPLATES}: install the Debian package prometheus-alertmanager.`, {
      cause,
    });
  }
}
