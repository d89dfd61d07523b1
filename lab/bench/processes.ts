import type { ChildProcess } from 'node:child_process';
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { WorldReply } from './world-commands.ts';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '../..');
const GRACE_MS = 5_000;

const started = new Set<ChildProcess>();

/** Ends every process of the bench at once, for when it runs out of time. */
export function killAll(): void {
  for (const child of started) child.kill('SIGKILL');
}

function tracked<T extends ChildProcess>(child: T): T {
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}

/** Ends a process that the bench started, by force when it does not listen. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const graceful = await Promise.race([ended.then(() => true), sleep(GRACE_MS, false, { ref: false })]);
  if (!graceful) child.kill('SIGKILL');
  await ended;
}

export interface WorldProcess {
  kubeconfig: string;
  pods: number;
  nodes: number;
  /** Adds a config map of this name and says when it was there. */
  addConfigMap: (name: string) => Promise<number>;
  stop: () => Promise<void>;
}

async function nextReply<T extends WorldReply['type']>(child: ChildProcess, type: T) {
  const done = new AbortController();
  const ended = once(child, 'exit', { signal: done.signal }).then(() =>
    Promise.reject(new Error('the world process ended early')),
  );
  try {
    for (;;) {
      const [reply] = (await Promise.race([once(child, 'message', { signal: done.signal }), ended])) as [
        WorldReply,
      ];
      if (reply.type === type) return reply as Extract<WorldReply, { type: T }>;
    }
  } finally {
    ended.catch(() => undefined);
    done.abort();
  }
}

/** Starts the world in a process of its own; 0 pods means the company alone. */
export async function startWorldProcess(pods: number): Promise<WorldProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'jamie-bench-world-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const script = join(HERE, 'world-process.ts');
  const child = tracked(
    fork(script, [String(pods), kubeconfig], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }),
  );
  const ready = await nextReply(child, 'ready');
  return {
    kubeconfig,
    pods: ready.pods,
    nodes: ready.nodes,
    addConfigMap: async (name) => {
      child.send({ type: 'add-config-map', name });
      return (await nextReply(child, 'added')).at;
    },
    stop: async () => {
      await stop(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export interface JamieProcess {
  url: string;
  /** From the start of the process until /ready says yes. */
  readyMs: number;
  /** Resident memory, now or at its peak, in MiB. */
  residentMi: (when?: 'now' | 'peak') => Promise<number>;
  stop: () => Promise<void>;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const ok = await fetch(`${url}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await sleep(20);
  }
  throw new Error(`Jamie ended with code ${child.exitCode} before it was ready`);
}

async function residentMi(pid: number | undefined, when: 'now' | 'peak'): Promise<number> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8').catch(() => '');
  const line = when === 'now' ? /^VmRSS:\s+(\d+) kB/m : /^VmHWM:\s+(\d+) kB/m;
  const kilobytes = line.exec(status)?.[1];
  return kilobytes === undefined ? NaN : Number(kilobytes) / 1024;
}

/** What `npm start` gives to node: its flags count as much as the program. */
async function startArguments(): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return manifest.scripts.start.split(' ').slice(1);
}

interface JamieOptions {
  /** The simulated company when omitted. */
  kubeconfig?: string;
  /** Used and left as it is; a fresh folder that goes with Jamie when omitted. */
  home?: string;
}

/** Starts Jamie as a user would, with the embedded store. */
export async function startJamie({ kubeconfig, home: given }: JamieOptions): Promise<JamieProcess> {
  const home = given ?? (await mkdtemp(join(tmpdir(), 'jamie-bench-home-')));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const startedAt = performance.now();
  const child = tracked(
    spawn(process.execPath, await startArguments(), {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        JAMIE_HOME: home,
        JAMIE_PORT: String(port),
        JAMIE_LOG_LEVEL: 'warn',
        ...(kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig }),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    }),
  );
  await untilReady(url, child);
  const readyMs = performance.now() - startedAt;
  return {
    url,
    readyMs,
    residentMi: (when = 'now') => residentMi(child.pid, when),
    stop: async () => {
      await stop(child);
      if (given === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}

/** How long `kubectl get pods -A -o json` takes; undefined when there is no kubectl. */
export async function timeKubectl(kubeconfig: string): Promise<number | undefined> {
  const startedAt = performance.now();
  const args = ['--kubeconfig', kubeconfig, 'get', 'pods', '-A', '-o', 'json'];
  const ran = await promisify(execFile)('kubectl', args, { maxBuffer: 2 ** 30, encoding: 'buffer' }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    },
  );
  return ran === undefined ? undefined : performance.now() - startedAt;
}
