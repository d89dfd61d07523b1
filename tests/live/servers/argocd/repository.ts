import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** A git repository on disk. */
export interface LiveRepository {
  url: string;
  /** Writes files (undefined takes one away) and commits them to main; returns the commit. */
  commit: (files: Record<string, string | undefined>, message: string) => Promise<string>;
}

const AUTHOR = { name: 'Ann Example', email: 'ann@example.com' };

/** Makes an empty repository in a new folder. */
export async function createRepository(folder: string): Promise<LiveRepository> {
  mkdirSync(folder, { recursive: true });
  const own = ['-c', `user.name=${AUTHOR.name}`, '-c', `user.email=${AUTHOR.email}`];
  const git = async (...args: string[]) =>
    (await promisify(execFile)('git', [...own, ...args], { cwd: folder })).stdout.trim();
  await git('init', '--quiet', '--initial-branch=main');
  return {
    url: pathToFileURL(folder).href,
    async commit(files, message) {
      for (const [name, text] of Object.entries(files)) {
        const file = path.join(folder, name);
        mkdirSync(path.dirname(file), { recursive: true });
        if (text === undefined) rmSync(file);
        else writeFileSync(file, text);
      }
      await git('add', '--all');
      await git('commit', '--quiet', '--message', message);
      return git('rev-parse', 'HEAD');
    },
  };
}
