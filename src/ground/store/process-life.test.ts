import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isHolding, startOf } from './process-life.ts';

const since = new Date().toISOString();
const hasProc = existsSync('/proc/self/stat');

describe('the process that wrote a lock', () => {
  it('holds it while it runs, and only under its own beginning', () => {
    const own = { pid: process.pid, began: startOf(process.pid), since };
    expect(isHolding(own, 0)).toBe(true);
    expect(isHolding({ ...own, began: `${own.began}0` }, 0)).toBe(false);
    expect(isHolding({ ...own, pid: 0 }, 0)).toBe(false);
  });

  it.runIf(hasProc)('does not hold it once killed, whether or not anybody has collected it yet', async () => {
    // The shell becomes a sleep that never asks after the child it had.
    const parent = spawn('sh', ['-c', 'sleep 30 & echo $!; exec sleep 30'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    const began = startOf(pid);
    expect(isHolding({ pid, began, since }, 0)).toBe(true);
    process.kill(pid, 'SIGKILL');
    for (let tries = 0; tries < 100 && startOf(pid) !== ''; tries++) await wait(20);
    expect(isHolding({ pid, began, since }, 0)).toBe(false);
    parent.kill('SIGKILL');
  });
});
