import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { unpackDebian } from '../debian.ts';

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

/** The path of a program from Debian, fetched when it is not in the cache yet. */
export async function debianProgram(program: DebianProgram): Promise<string> {
  const name = PACKAGES[program];
  const folder = path.join(cacheFolder(), name);
  await unpackDebian([name], folder);
  return path.join(folder, 'usr', 'bin', program);
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
