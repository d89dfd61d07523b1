import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { allBinaries, cachedPath, GO_BUILD_FLAGS, moduleFolder } from './binaries.ts';
import type { Binary } from './binaries.ts';
import { buildOllama } from './ollama/build-ollama.ts';

/**
 * Builds what is missing of the real servers into the cache. Two runs at once are safe: each builds into a name of its own
 * and renames. Exits 1, saying why, without Go or when a build fails.
 */
async function buildAll(): Promise<void> {
  const missing = allBinaries().filter((binary) => !existsSync(cachedPath(binary)));
  if (missing.length === 0) {
    console.log(`${allBinaries().length} live servers are built already`);
    return;
  }
  const go = await goVersion();
  console.log(`building ${missing.length} live servers with ${go} (the first time takes many minutes)`);
  for (const binary of missing) await build(binary);
}

async function goVersion(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('go', ['env', 'GOVERSION']);
    return stdout.trim();
  } catch (cause) {
    throw new Error(
      'The live tests build real servers and need Go 1.26 or newer, and no "go" is in the PATH.',
      { cause },
    );
  }
}

async function build(binary: Binary): Promise<void> {
  const target = cachedPath(binary);
  const unfinished = `${target}.${process.pid}`;
  const started = Date.now();
  process.stdout.write(`building ${binary.name} ${binary.version} ... `);
  mkdirSync(path.dirname(target), { recursive: true });
  try {
    await goBuild(binary, unfinished);
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${seconds} s, ${Math.round(statSync(target).size / 2 ** 20)} MB`);
}

function goBuild(binary: Binary, output: string): Promise<void> {
  const args = ['build', ...GO_BUILD_FLAGS, '-ldflags', binary.ldflags, '-o', output, binary.package];
  const go = spawn('go', args, {
    cwd: moduleFolder(binary),
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const messages: string[] = [];
  go.stderr.setEncoding('utf8').on('data', (text: string) => messages.push(text));
  return new Promise((resolve, reject) => {
    go.on('error', reject);
    go.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(new Error(`go build ${binary.package} failed (${code}):\n${messages.join('').slice(-4000)}`));
    });
  });
}

setPriority(constants.priority.PRIORITY_LOW);
try {
  await buildAll();
  await buildOllama();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
