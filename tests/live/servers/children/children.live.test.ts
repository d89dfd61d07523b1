import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createChildren } from './children.ts';
import { eventually } from './wait.ts';

const sleeper = {
  name: 'sleeper',
  program: process.execPath,
  args: ['-e', 'console.log("pid", process.pid); setInterval(() => {}, 1e6)'],
};

it('keeps what a child says, and ends it and its folder on stopAll', async () => {
  const folder = newFolder();
  const children = createChildren(folder);
  const child = children.start(sleeper);
  await eventually(async () => /pid \d+/.test(child.tail()), { what: 'the child to speak' });
  expect(child.running()).toBe(true);
  await children.stopAll();
  expect(child.running()).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

it('says so when a program cannot be started', async () => {
  const folder = newFolder();
  const children = createChildren(folder);
  const absent = { name: 'nothing', program: path.join(folder, 'absent'), args: [] };
  expect(() => children.start(absent)).toThrow('nothing could not be started');
  await children.stopAll();
});

it('leaves no orphan when the process that started the children is killed', async () => {
  const folder = newFolder();
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', parentScript(folder)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  parent.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const pid = await eventually(async () => /pid (\d+)\n/.exec(said)?.[1], {
    what: 'the child to tell its pid',
  });
  expect(isAlive(Number(pid))).toBe(true);

  parent.kill('SIGKILL');
  await eventually(async () => !isAlive(Number(pid)), { what: 'the guard to end the child' });
  await eventually(async () => !existsSync(folder), { what: 'the guard to remove the folder' });
});

function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'jamie-live-children-'));
}

function parentScript(folder: string): string {
  const module = path.join(import.meta.dirname, 'children.ts');
  return `
    import { createChildren } from ${JSON.stringify(module)};
    const child = createChildren(${JSON.stringify(folder)}).start(${JSON.stringify(sleeper)});
    setInterval(() => console.log(child.tail()), 50);`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
