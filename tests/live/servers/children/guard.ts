import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * Runs as a process of its own and outlives the test run: it is told the pids of the servers on its standard input, and when
 * that closes, however the run died, it kills those still alive and removes the folder named by its argument.
 */
const alive = new Set<number>();
const folder = process.argv[2];

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) alive.add(pid);
  else alive.delete(pid);
});
lines.on('close', () => {
  for (const pid of alive) killIfAlive(pid);
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended in the same moment.
  }
}
