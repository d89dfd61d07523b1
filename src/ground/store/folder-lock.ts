import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ConfigError } from '#ground/errors';
import { isHolding, startOf } from './process-life.ts';

/** Who works on a data folder. */
export interface Holder {
  pid: number;
  host: string;
  /** The operating system's mark of when the process began: a pid that was used again has another. */
  began: string;
  since: string;
  /** Where it listens, once it does. */
  url?: string;
  /** Tells one holding from the next. */
  nonce: string;
}

/** A data folder that this process holds. */
export interface FolderLock {
  /** Writes where this process listens, for `jamie ask` to find. */
  announce: (url: string) => Promise<void>;
  release: () => Promise<void>;
}

const FILE = 'jamie.lock';
const BEAT_MS = 10_000;

/** Takes the folder for this process, made when missing. ConfigError `folder-in-use` says who has it; a dead holder never counts. */
export async function takeFolder(home: string): Promise<FolderLock> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const path = join(home, FILE);
  const me = describeMe();
  await acquire(path, me);
  const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), BEAT_MS);
  beat.unref();
  return {
    announce: async (url) => {
      await replace(path, { ...me, url });
    },
    release: async () => {
      clearInterval(beat);
      if ((await read(path))?.nonce === me.nonce) await rm(path, { force: true });
    },
  };
}

/** The living process that holds the folder, if there is one. */
export async function readHolder(home: string): Promise<Holder | undefined> {
  const path = join(home, FILE);
  const holder = await read(path);
  return holder && (await isAlive(path, holder)) ? holder : undefined;
}

function describeMe(): Holder {
  const { pid } = process;
  return { pid, host: hostname(), began: startOf(pid), since: new Date().toISOString(), nonce: randomUUID() };
}

/**
 * A link makes the file appear whole or not at all. A dead holder's file is replaced by the one process that holds the
 * guard named after that holding, and only while the file is still that holder's: nobody's living lock can be replaced.
 */
async function acquire(path: string, me: Holder): Promise<void> {
  while (!(await create(path, me))) {
    const holder = await read(path);
    if (!holder) continue;
    if (await isAlive(path, holder)) throw inUse(path, holder);
    if (await takeOver(path, holder, me)) return;
    await wait(20);
  }
}

async function takeOver(path: string, dead: Holder, me: Holder): Promise<boolean> {
  const guard = `${path}.${dead.nonce}`;
  try {
    await acquire(guard, { ...me, nonce: randomUUID() });
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
  try {
    if ((await read(path))?.nonce !== dead.nonce) return false;
    await replace(path, me);
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}

async function create(path: string, holder: Holder): Promise<boolean> {
  const draft = await write(path, holder);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function replace(path: string, holder: Holder): Promise<void> {
  await rename(await write(path, holder), path);
}

async function write(path: string, holder: Holder): Promise<string> {
  const draft = `${path}.draft-${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  return draft;
}

/** Undefined when there is none; a file that says nothing sensible is read as a dead holder's. */
async function read(path: string): Promise<Holder | undefined> {
  try {
    return parseHolder(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder {
  const nobody: Holder = { pid: 0, host: hostname(), began: '', since: '', nonce: 'unreadable' };
  try {
    return { ...nobody, ...(JSON.parse(text) as Partial<Holder>) };
  } catch {
    return nobody;
  }
}

async function isAlive(path: string, holder: Holder): Promise<boolean> {
  if (holder.host === hostname()) return isHolding(holder, Date.now() - uptime() * 1000);
  const seen = await stat(path).catch(() => undefined);
  return seen !== undefined && Date.now() - seen.mtimeMs < 4.5 * BEAT_MS;
}

function inUse(path: string, { pid, host, since, url }: Holder): ConfigError {
  const where = host === hostname() ? '' : ` on ${host}`;
  return new ConfigError({
    code: 'folder-in-use',
    message: `Another Jamie works on this folder: process ${pid}${where}, since ${since}${url ? `, at ${url}` : ''}. Stop it, or give this one another folder with JAMIE_HOME. (The lock is ${path}.)`,
  });
}
