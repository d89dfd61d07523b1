#!/usr/bin/env node
// Runs src/main.ts on the Node that this package pins, whatever Node started this file.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packageFolder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
const pinned = join(packageFolder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** The embedded store is WebAssembly: without its optimising compiler, and with a small young generation, a third of the memory is enough. */
const flags = ['--liftoff-only', '--max-semi-space-size=8'];
const child = spawn(pinned, [...flags, main, ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => undefined);
child.on('error', (error) => {
  process.stderr.write(`Jamie's own Node could not be started (${error.message}). Run npm ci.\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal === 'SIGINT' ? 'SIGTERM' : signal);
  else process.exit(code ?? 1);
});
