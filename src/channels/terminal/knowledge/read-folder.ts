import { lstat, readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { IncomingDocument } from '#brain';
import { InputError } from '#ground/errors';

/** The texts of a folder, and what could not be read of it. */
export interface FolderTexts {
  documents: IncomingDocument[];
  faults: { path: string; problem: string }[];
}

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;
const LEFT_OUT = new Set(['.git', 'node_modules', '.venv', 'vendor']);
const LONGEST = 256 * 1024;
const MOST = 2_000;
const DEEPEST = 20;

async function commitOf(folder: string): Promise<string | undefined> {
  const read = async (path: string): Promise<string | undefined> =>
    readFile(join(folder, '.git', path), 'utf8').catch(() => undefined);
  const head = (await read('HEAD'))?.trim();
  const branch = /^ref: (refs\/[\w./-]+)$/.exec(head ?? '')?.[1];
  if (branch === undefined) return /^[0-9a-f]{40}$/.test(head ?? '') ? head : undefined;
  const packed = (await read('packed-refs'))?.split('\n').find((line) => line.endsWith(` ${branch}`));
  return (await read(branch))?.trim() ?? packed?.split(' ')[0];
}

/** Every Markdown file below a folder. Links are not followed: neither loops nor ways out of the folder are taken. */
async function filesIn(folder: string, depth = 0): Promise<string[]> {
  if (depth > DEEPEST) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) found.push(...(await filesIn(path, depth + 1)));
    else if (entry.isFile() && MARKDOWN.test(entry.name)) found.push(path);
  }
  return found;
}

async function textOf(path: string): Promise<{ text: string } | { problem: string }> {
  try {
    const { size } = await lstat(path);
    if (size > LONGEST) return { problem: `it is larger than ${LONGEST / 1024} KiB` };
    return { text: await readFile(path, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      problem: code === 'ENOENT' ? 'it vanished meanwhile' : `it could not be read (${code ?? 'unknown'})`,
    };
  }
}

/** Reads the Markdown files of a folder, with the commit it stands at when it is a Git repository. InputError when it is none. */
export async function readFolder(given: string): Promise<FolderTexts> {
  const folder = await realpath(given).catch(() => undefined);
  const isFolder = folder !== undefined && (await lstat(folder)).isDirectory();
  if (!isFolder)
    throw new InputError({ code: 'no-such-folder', message: `${given} is no folder that I can read.` });
  const commit = await commitOf(folder);
  const files = await filesIn(folder);
  if (files.length > MOST)
    throw new InputError({
      code: 'too-many-documents',
      message: `${given} has more than ${MOST} Markdown files.`,
    });
  const read: FolderTexts = { documents: [], faults: [] };
  for (const file of files) {
    const path = relative(folder, file).split(sep).join('/');
    const got = await textOf(file);
    if ('text' in got) read.documents.push({ path, text: got.text, ...(commit !== undefined && { commit }) });
    else read.faults.push({ path, problem: got.problem });
  }
  return read;
}
