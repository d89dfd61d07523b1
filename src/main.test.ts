import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turnEventSchema } from '#brain';
import { chatResultSchema } from '#channels/http';

const MAIN = join(import.meta.dirname, 'main.ts');
const FLAGS = ['--liftoff-only', '--max-semi-space-size=8'];
const PATIENCE = { timeout: 50_000, interval: 100 };

/** Also for hooks, where vitest's own polling is not to be had. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE.timeout;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it never came');
    await wait(PATIENCE.interval);
  }
}

let home: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'jamie-main-'));
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true });
});

/** This environment without Jamie's and Kubernetes' variables, and a home folder without a kubeconfig. */
function environment(changes: Record<string, string>): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !/^(JAMIE_|KUBE)/.test(name));
  return {
    ...Object.fromEntries(own),
    HOME: home,
    JAMIE_HOME: join(home, 'jamie'),
    JAMIE_PORT: '0',
    ...changes,
  };
}

function start(args: string[], changes: Record<string, string> = {}) {
  const child = spawn(process.execPath, [...FLAGS, MAIN, ...args], { env: environment(changes), cwd: home });
  started.push(child);
  const [out, err] = [text(child.stdout), text(child.stderr)];
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, result: async () => ({ code: await ended, out: await out, err: await err }) };
}

async function run(args: string[], { input = '', ...changes }: Record<string, string> = {}) {
  const { child, result } = start(args, changes);
  child.stdin.end(input);
  return result();
}

/** Starts `jamie up` and waits until it can answer. */
async function startUp() {
  const up = start(['up']);
  let url = '';
  up.child.stdout.on('data', (chunk: Buffer) => {
    url ||= /listens on (\S+)/.exec(chunk.toString())?.[1] ?? '';
  });
  await until(() => url !== '');
  await until(async () => (await fetch(`${url}/ready`)).ok);
  return { ...up, url };
}

async function chat(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(`${url}/jamie/chat`, { method: 'POST', headers, body: JSON.stringify(body) });
}

describe('a running Jamie', () => {
  let up: Awaited<ReturnType<typeof startUp>>;
  beforeAll(async () => {
    up = await startUp();
  }, 120_000);

  it('answers about the simulated company, over HTTP and in the terminal', async () => {
    const answer = chatResultSchema.parse(
      await (await chat(up.url, { message: "How's my cluster?" })).json(),
    );
    expect(answer.outcome).toBe('answered');
    expect(answer.facts.length).toBeGreaterThan(0);
    const asked = await run(['ask', 'how many nodes are there?']);
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(asked.out).toMatch(/\d+ nodes?/);
  });

  it('takes a question from a pipe, prints JSON or events', async () => {
    const json = await run(['ask', '--json'], { input: "How's my cluster?\n" });
    expect(chatResultSchema.safeParse(JSON.parse(json.out)).error).toBeUndefined();
    const events = (await run(['ask', '--events', 'hello'])).out.trim().split('\n');
    expect(events.map((line) => turnEventSchema.parse(JSON.parse(line)).type).at(-1)).toBe('turn-finished');
  });

  it('is broken and healed from another process, and says what is wrong in between', async () => {
    expect(await run(['lab', 'break', 'oom'])).toMatchObject({ code: 0 });
    await expect
      .poll(async () => (await run(['ask', 'what is broken?'])).out, PATIENCE)
      .toMatch(/OOMKilled|out of memory|lack of memory/i);
    expect((await run(['lab', 'list'])).out).toMatch(/^\* oom /m);
    expect(await run(['lab', 'heal'])).toMatchObject({ code: 0 });
    expect(await run(['lab', 'break', 'omo'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean oom') as string,
    });
  });

  it('keeps its folder to itself: the next one is told who holds it', async () => {
    const second = await run(['up']);
    expect(second.code).toBe(1);
    expect(second.err).toContain(`process ${up.child.pid}`);
    expect(second.err).toContain(up.url);
  });

  it('is well in the eyes of the doctor', async () => {
    const { code, out } = await run(['doctor']);
    expect(code).toBe(0);
    expect(out).toMatch(/✓ Running: process \d+[^]*✓ Cluster harbour-prod: ready/);
  });

  it('is there again after kill -9, with its conversations', async () => {
    const { conversationId } = chatResultSchema.parse(
      await (await chat(up.url, { message: 'hello' })).json(),
    );
    up.child.kill('SIGKILL');
    await up.ended;
    up = await startUp();
    const events = await (await fetch(`${up.url}/jamie/conversations/${conversationId}/events`)).json();
    expect(turnEventSchema.array().parse(events).at(-1)).toMatchObject({ type: 'turn-finished' });
    expect((await chat(up.url, { message: 'how many pods?', conversationId })).status).toBe(200);
  });

  it('leaves nothing behind when it is told to stop', async () => {
    up.child.kill('SIGTERM');
    expect((await up.result()).code).toBe(0);
    expect(await readdir(join(home, 'jamie'))).toEqual(['store']);
  });
});

describe('without a running Jamie', () => {
  it('answers by itself', async () => {
    const asked = await run(['ask', 'how many nodes are there?']);
    expect(asked).toMatchObject({ code: 0, err: '' });
    expect(await readdir(join(home, 'jamie'))).toEqual(['store']);
  });

  it('speaks MCP on standard output, and only that', async () => {
    const clientInfo = { name: 'test', version: '0' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    const { child, result } = start(['mcp', 'kubernetes']);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    for (const message of [
      { id: 1, method: 'initialize', params },
      { id: 2, method: 'tools/list' },
    ])
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    await expect.poll(() => said.trim().split('\n').length, PATIENCE).toBe(2);
    child.stdin.end();
    expect((await result()).code).toBe(0);
    const [, listed] = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { result?: { tools?: unknown[] } });
    expect(listed?.result?.tools?.length).toBeGreaterThan(3);
    expect((await run(['mcp', 'kubernets'])).err).toContain('Did you mean kubernetes?');
  });

  it('examines itself', async () => {
    const { code, out } = await run(['doctor']);
    expect(code).toBe(0);
    expect(out).toMatch(/✓ Store: embedded[^]*✓ Cluster harbour-prod[^]*All is well\./);
    const broken = join(home, 'broken.yaml');
    await writeFile(broken, 'clusters: [');
    const sick = await run(['doctor'], { KUBECONFIG: broken });
    expect(sick.code).toBe(1);
    expect(sick.out).toMatch(/✗ Kubeconfig: .*broken\.yaml/);
  });

  it('refuses an open door, and reports all faults of the settings at once', async () => {
    const open = await run(['up'], { JAMIE_HOST: '0.0.0.0' });
    expect([open.code, open.err]).toEqual([1, expect.stringContaining('JAMIE_ACCESS_TOKEN')]);
    const wrong = await run(['up'], { JAMIE_PORT: 'x', JAMIE_WORLD: 'maybe', JAMIE_HOTS: '1' });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(
      /3 faults[^]*JAMIE_HOTS[^]*did you mean JAMIE_HOST[^]*JAMIE_PORT[^]*JAMIE_WORLD/,
    );
  });

  it('shows every setting, secrets hidden', async () => {
    const { code, out } = await run(['config'], { JAMIE_ACCESS_TOKEN: 'correct-horse-battery' });
    expect(code).toBe(0);
    expect(out).toContain('accessToken = (hidden)');
    expect(out).not.toContain('correct-horse');
    const all = JSON.parse((await run(['config', '--json'])).out) as { name: string }[];
    const names = all.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['home', 'prometheusUrl', 'lokiUrl', 'mcpServers', 'world']),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    [['asc'], 2, /Did you mean ask/],
    [['ask', '--jsn', 'x'], 2, /Did you mean --json/],
    [['ask'], 2, /There is no question/],
    [['ask', '--server', 'nowhere', 'x'], 1, /must be an address/],
    [['ask', '--server', 'http://127.0.0.1:1', 'x'], 1, /No Jamie answers/],
    [['lab', 'heal'], 1, /not running/],
    [['--help'], 0, /^$/],
    [['version'], 0, /^$/],
  ])('%j ends with %i', async (args, code, says) => {
    const result = await run(args);
    expect([result.code, result.err]).toEqual([code, expect.stringMatching(says)]);
  });
});
