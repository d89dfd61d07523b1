import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Guide } from './guide.ts';
import { parseGuide } from './parse-guide.ts';

const GUIDES = join(import.meta.dirname, 'guides');

/** The paths of the shipped guides. */
async function paths(): Promise<string[]> {
  const entries = await readdir(GUIDES, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md') && entry.parentPath !== GUIDES)
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

/** Every file of the shipped guides as it was read: the guide, or what is wrong with it. */
export async function readShipped(): Promise<{ path: string; guide?: Guide; faults: string[] }[]> {
  const all = await paths();
  return Promise.all(all.map(async (path) => ({ path, ...parseGuide(await readFile(path, 'utf8')) })));
}
