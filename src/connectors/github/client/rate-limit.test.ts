import { afterEach, describe, expect, test } from 'vitest';
import { json, startFakeServer } from '../../kit/testing/fake-server.ts';
import { createGithubConnector } from '../connector.ts';
import type { GithubConnector } from '../connector.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const NONE: Record<string, string> = {};
type Answer = Parameters<typeof startFakeServer>[0];

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

async function serve(answer: Answer) {
  const server = await startFakeServer(answer);
  opened.push(server);
  return server;
}

function sending(
  status: number,
  headers: Record<string, string>,
  body: unknown = { message: 'API rate limit exceeded' },
): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

describe('the limits of GitHub', () => {
  const spent: Record<string, string> = {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(NOW / 1000 + 900),
  };
  const at = (clock: { now: number }, url: string): GithubConnector =>
    createGithubConnector({ settings: { url, token: 't', owner: 'acme' }, now: () => clock.now });
  const ask = (github: GithubConnector, repository: string) => github.listCommits({ repository });

  test.each([
    { named: 'of an hour', status: 403, headers: spent, minutes: 15, words: '2026-11-20T14:15Z' },
    {
      named: 'of moments, with a time',
      status: 403,
      headers: { ...NONE, 'retry-after': '90' },
      minutes: 2,
      words: 'in 90 s',
    },
    { named: 'of moments, without one', status: 429, headers: NONE, minutes: 2, words: 'in 60 s' },
  ])('$named are kept: nothing is asked until then', async ({ status, headers, minutes, words }) => {
    let free = false;
    const server = await serve((request, response) =>
      (free ? json([]) : sending(status, headers))(request, response),
    );
    const clock = { now: NOW };
    const github = at(clock, server.url);
    const first = await ask(github, 'a');
    expect(first.ok ? '' : first.error.message).toContain(words);
    free = true;
    clock.now += 30_000;
    const again = await ask(github, 'b');
    expect(again).toMatchObject({ ok: false, error: { code: 'github-rate-limited', retryable: true } });
    expect(server.seen).toHaveLength(1);
    clock.now = NOW + minutes * 60_000;
    await ask(github, 'c');
    expect(server.seen.length).toBeGreaterThan(1);
  });

  test('the last answer of an hour is used, and the search is counted apart', async () => {
    const found = { total_count: 0, items: [] };
    const server = await serve((request, response) => {
      const isSearch = request.url?.startsWith('/search/');
      const core = sending(200, { ...spent, 'x-ratelimit-resource': 'core' }, []);
      (isSearch ? json(found) : core)(request, response);
    });
    const github = at({ now: NOW }, server.url);
    expect((await github.listRepositories({})).ok).toBe(false);
    expect(await github.searchChanges({ words: 'x' })).toMatchObject({ ok: true });
    expect(await github.listRepositories({ contains: 'x' })).toMatchObject({
      error: { code: 'github-rate-limited' },
    });
  });
});
