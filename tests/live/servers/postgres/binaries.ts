import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unpackDebian } from '../debian.ts';

const VERSION = '15';
const PACKAGE = `postgresql-${VERSION}`;
const INSTALLED = path.join('/usr/lib/postgresql', VERSION, 'bin');

/** Not in a home folder: a server that root starts runs as somebody who may not look there. */
const CACHE = path.join(tmpdir(), `jamie-live-${PACKAGE}-${process.getuid?.() ?? 0}`);

/** The folder of PostgreSQL's programs: as installed, or unpacked from Debian's package, for which neither root nor a service is needed. */
export async function postgresPrograms(): Promise<string> {
  if (existsSync(path.join(INSTALLED, 'initdb'))) return INSTALLED;
  await unpackDebian([PACKAGE, `postgresql-client-${VERSION}`, 'libpq5'], CACHE);
  return path.join(CACHE, INSTALLED);
}
