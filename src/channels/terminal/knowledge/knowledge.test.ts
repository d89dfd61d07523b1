import { mkdir, mkdtemp, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchTexts } from './fetch-texts.ts';
import { readFolder } from './read-folder.ts';
import { importKnowledge, type KnowledgeTalk } from './run-knowledge.ts';

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'knowledge-'));

describe('a folder', () => {
  it('gives its Markdown with the commit it stands at, follows no links and leaves out what is too large', async () => {
    const folder = await newFolder();
    await mkdir(join(folder, 'ops'));
    await mkdir(join(folder, '.git/refs/heads'), { recursive: true });
    await writeFile(join(folder, '.git/HEAD'), 'ref: refs/heads/main\n');
    await writeFile(join(folder, '.git/refs/heads/main'), `${'a'.repeat(40)}\n`);
    await writeFile(join(folder, 'ops/db.md'), '# Failover');
    await writeFile(join(folder, 'picture.png'), 'x');
    await writeFile(join(folder, 'huge.md'), 'x');
    await truncate(join(folder, 'huge.md'), 300 * 1024);
    await symlink(folder, join(folder, 'ops/loop'));
    await symlink('/etc/hostname', join(folder, 'outside.md'));
    expect(await readFolder(folder)).toEqual({
      documents: [{ path: 'ops/db.md', text: '# Failover', commit: 'a'.repeat(40) }],
      faults: [{ path: 'huge.md', problem: 'it is larger than 256 KiB' }],
    });
  });

  it('that is none is refused', async () => {
    await expect(readFolder('/no/such/folder')).rejects.toMatchObject({ code: 'no-such-folder' });
  });
});

describe('addresses', () => {
  it('give Markdown; what is none, missing or endless is said', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/page.html') response.setHeader('content-type', 'text/html');
      else response.setHeader('content-type', 'text/markdown');
      if (request.url === '/gone.md') response.statusCode = 404;
      response.end(request.url === '/long.md' ? 'x'.repeat(300 * 1024) : '# Text');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { documents, faults } = await fetchTexts(
      ['a.md', 'page.html', 'gone.md', 'long.md'].map((path) => `${base}/${path}`),
    );
    server.close();
    expect(documents).toEqual([{ path: `${base}/a.md`, text: '# Text' }]);
    expect(faults.map(({ problem }) => problem)).toEqual([
      'it is text/html, not Markdown',
      'the server answered 404',
      'it is larger than 256 KiB',
    ]);
  });
});

it('an import says what came of it, and removes nothing when not everything could be read', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'a.md'), '# A');
  await writeFile(join(folder, 'big.md'), 'x');
  await truncate(join(folder, 'big.md'), 300 * 1024);
  const [printed, noted]: [string[], string[]] = [[], []];
  const asked: Parameters<KnowledgeTalk['import']>[0][] = [];
  const talk: KnowledgeTalk = {
    list: async () => [],
    gaps: async () => [],
    import: async (from) => {
      asked.push(from);
      return { added: ['a.md'], changed: [], removed: [], unchanged: 0, faults: [] };
    },
  };
  const output = {
    print: (text: string) => void printed.push(text),
    note: (text: string) => void noted.push(text),
    progress: () => undefined,
    colour: false,
  };
  await importKnowledge({ talk, output }, [folder], 'runbooks');
  expect(asked).toMatchObject([{ origin: 'runbooks', isComplete: false, documents: [{ path: 'a.md' }] }]);
  expect(printed).toEqual(['runbooks: 1 added, 0 changed, 0 removed, 0 unchanged.']);
  expect(noted).toEqual(['big.md: it is larger than 256 KiB.']);
  await expect(importKnowledge({ talk, output }, [folder, 'https://x.example/a.md'])).rejects.toMatchObject({
    code: 'import-one',
  });
});
