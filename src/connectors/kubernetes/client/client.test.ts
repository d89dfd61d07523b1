import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refuse } from '../fixtures/fake-api-server.ts';
import type { FakeApiServer } from '../fixtures/fake-api-server.ts';
import { openings } from '../fixtures/open-connector.ts';
import { DEFAULT_TIMINGS } from '../timings.ts';
import type { UserEntry } from '../kubeconfig/schema.ts';
import { createClient } from './client.ts';

const { server: startServer, closeAll } = openings();
let folder = '';
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'jamie-client-'))));
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await closeAll();
});

const clientOf = (server: FakeApiServer, user: Omit<UserEntry, 'name'>, now: () => number = Date.now) =>
  createClient({
    access: {
      cluster: { name: 'c', server: `${server.url}/proxied`, skipTlsVerify: false },
      user: { name: 'u', ...user },
    },
    timings: { ...DEFAULT_TIMINGS, headMs: 150 },
    now,
    random: () => 0.5,
  });

/** Answers everything with what it was asked. */
async function startMirror(): Promise<FakeApiServer> {
  const server = await startServer();
  server.intercept(({ path, headers }, response) => {
    response.end(
      JSON.stringify({ path, authorization: headers.authorization, as: headers['impersonate-user'] }),
    );
    return true;
  });
  return server;
}

describe('signing in', () => {
  test.each([
    ['a token', { token: 't0ken' }, { authorization: 'Bearer t0ken' }],
    ['a password', { username: 'me', password: 'pw' }, { authorization: `Basic ${btoa('me:pw')}` }],
    ['impersonation', { token: 't0ken', impersonate: 'she' }, { authorization: 'Bearer t0ken', as: 'she' }],
    ['nothing', {}, {}],
  ])('with %s', async (_, user, expected) => {
    const client = clientOf(await startMirror(), user);
    expect(await client.json({ path: '/version' })).toEqual({ path: '/proxied/version', ...expected });
  });

  test('with a token file that is written anew', async () => {
    const server = await startMirror();
    const tokenFile = path.join(folder, 'token');
    let now = 0;
    const client = clientOf(server, { tokenFile }, () => now);
    await expect(client.json({ path: '/version' })).rejects.toThrow(
      `The kubeconfig names ${tokenFile}, which cannot be read.`,
    );
    writeFileSync(tokenFile, 'first\n');
    expect(await client.json({ path: '/version' })).toMatchObject({ authorization: 'Bearer first' });
    writeFileSync(tokenFile, 'second\n');
    now += 61_000;
    expect(await client.json({ path: '/version' })).toMatchObject({ authorization: 'Bearer second' });
    server.intercept(
      ({ headers }, response) =>
        headers.authorization === 'Bearer second' && refuse(response, 401, 'expired'),
    );
    writeFileSync(tokenFile, 'third\n');
    expect(await client.json({ path: '/version' })).toMatchObject({ authorization: 'Bearer third' });
  });

  test('with a plugin, and the reason when it fails', async () => {
    const server = await startMirror();
    const credential = {
      apiVersion: 'client.authentication.k8s.io/v1',
      kind: 'ExecCredential',
      status: { token: 'plugged' },
    };
    const script = path.join(folder, 'plugin.cjs');
    writeFileSync(script, `console.log(${JSON.stringify(JSON.stringify(credential))})`);
    const plugin = (args: string[]) => ({
      exec: { command: process.execPath, args, apiVersion: credential.apiVersion },
    });
    expect(await clientOf(server, plugin([script])).json({ path: '/version' })).toMatchObject({
      authorization: 'Bearer plugged',
    });
    const failing = clientOf(server, plugin(['-e', 'process.exit(1)']));
    await expect(failing.json({ path: '/version' })).rejects.toThrow(
      /^The sign-in plugin .* of the kubeconfig's user u failed/,
    );
  });
});

describe('asking', () => {
  test('tries again what may pass, with growing pauses, and not what may not', async () => {
    const server = await startServer();
    const answers = [503, 500, 200, 400];
    const seen: number[] = [];
    server.intercept((_, response) => {
      const code = answers[seen.push(Date.now()) - 1] ?? 500;
      if (code !== 200) return refuse(response, code, 'not now');
      response.end('{"fine":true}');
      return true;
    });
    const client = clientOf(server, {});
    expect(await client.json({ path: '/a' })).toEqual({ fine: true });
    expect((seen[2] ?? 0) - (seen[1] ?? 0)).toBeGreaterThan((seen[1] ?? 0) - (seen[0] ?? 0));
    await expect(client.json({ path: '/a' })).rejects.toMatchObject({
      code: 'bad-request',
      status: 400,
      retryable: false,
    });
    expect(seen.length).toBe(4);
  });

  test('gives up a server that stalls, before its head and in the middle of its body', async () => {
    const server = await startServer();
    const client = clientOf(server, {});
    const stop = server.intercept(() => true);
    await expect(client.json({ path: '/a', retries: 0 })).rejects.toMatchObject({
      code: 'unreachable',
      retryable: true,
    });
    stop();
    server.intercept((_, response) => response.write('{"half":'));
    await expect(client.json({ path: '/a', deadlineMs: 200 })).rejects.toMatchObject({
      code: 'unreachable',
      retryable: true,
    });
  });

  test('opens another connection for a stream when the one at hand turns out to be closed', async () => {
    const server = await startServer();
    let cuts = 0;
    server.intercept((_, response) => {
      if (cuts > 0) response.end('line\n');
      else response.destroy();
      cuts += 1;
      return true;
    });
    const signal = AbortSignal.timeout(2_000);
    const chunks: string[] = [];
    for await (const chunk of await clientOf(server, {}).stream({ path: '/log', signal }))
      chunks.push(String(chunk));
    expect(chunks.join('')).toBe('line\n');
  });

  test('says so when something else answers than an API server', async () => {
    const server = await startServer();
    const client = clientOf(server, {});
    server.intercept((_, response) => {
      response.end('<html>Sign in</html>');
      return true;
    });
    await expect(client.json({ path: '/a' })).rejects.toThrow(/not JSON\. Is it a Kubernetes API server\?/);
  });
});
