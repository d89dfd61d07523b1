import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGithub } from '../../lab/world/github/create-github.ts';
import { keepJournal } from '../../lab/world/signals/journal.ts';
import { createSignals } from '../../lab/world/signals/model.ts';
import type { HttpRequest } from '../../lab/world/systems/http.ts';
import { serve } from '../../lab/world/systems/serve.ts';
import type { RunningServer } from '../../lab/world/systems/serve.ts';
import { foundSite } from '../../lab/world/world.ts';
import { createGithubConnector } from '../../src/connectors/github/index.ts';
import type { GithubSettings } from '../../src/connectors/github/index.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ours = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = ({ privateKey }: typeof ours): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const APP = { id: '4711', installationId: '77', privateKey: pem(ours) };

let server: RunningServer;
let clock = NOW;
const seen: HttpRequest[] = [];

beforeAll(async () => {
  const site = foundSite({
    name: 'harbour-prod',
    environment: 'prod',
    seed: 1,
    now: NOW,
    workers: 3,
    pods: 0,
    authority: '',
  });
  const models = [createSignals(site.cluster, keepJournal(site.cluster))];
  const company = { models, catchUp: () => undefined, now: () => clock };
  const app = { id: APP.id, installationId: 77, publicKey: ours.publicKey };
  const answer = createGithub(company, { app, limit: 100_000 });
  const answerer = (request: HttpRequest) => {
    seen.push(request);
    const noGraph = request.headers['x-no-graph'] !== undefined && request.path.endsWith('/graphql');
    return noGraph ? { status: 404, body: { message: 'Not Found' } } : answer(request);
  };
  server = await serve(async () => answerer, 0);
});
afterAll(() => server.close());

function connect(settings: Partial<GithubSettings>) {
  let asked = 0;
  return createGithubConnector({
    settings: { url: server.url, owner: 'harbour', ...settings },
    now: () => clock + 30_000 * asked++,
  });
}

function value<Value>(result: { ok: true; value: Value } | { ok: false; error: { message: string } }): Value {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function requestsOf(ask: () => Promise<unknown>): Promise<string[]> {
  const before = seen.length;
  await ask();
  return seen.slice(before).map(({ path }) => path);
}

describe('the GitHub of the world, to an App', () => {
  test('gives what it was installed for, in the REST API and in GraphQL, at both addresses', async () => {
    const asApp = value(await connect({ app: APP }).listRepositories({ limit: 50 }));
    const asBot = value(await connect({ token: 'lab-x' }).listRepositories({ limit: 50 }));
    expect(asApp.repositories.map(({ name }) => name).sort()).toEqual(
      asBot.repositories.map(({ name }) => name).sort(),
    );
    const enterprise = connect({ app: APP, url: `${server.url}/api/v3` });
    const paths = await requestsOf(async () => {
      value(await enterprise.listPullRequests({ repository: 'checkout' }));
    });
    expect(paths).toContain('/api/graphql');
  });

  test('finds its installation by the owner', async () => {
    const { installationId: _left, ...app } = APP;
    expect(await connect({ app }).listCommits({ repository: 'checkout' })).toMatchObject({ ok: true });
  });

  test('believes no other key, no other App and no other installation', async () => {
    for (const wrong of [{ privateKey: pem(theirs) }, { id: '1' }, { installationId: '78' }])
      expect(await connect({ app: { ...APP, ...wrong } }).listCommits({ repository: 'cart' })).toMatchObject({
        error: { code: 'github-app-refused' },
      });
  });

  test.each<[string, object, string]>([
    ['too long', { iat: NOW / 1000, exp: NOW / 1000 + 900 }, 'too far in the future'],
    ['from the future', { iat: NOW / 1000 + 60, exp: NOW / 1000 + 300 }, 'Issued at'],
    ['over', { iat: NOW / 1000 - 900, exp: NOW / 1000 - 300 }, 'Expiration time'],
  ])('refuses a signature that is %s', async (_, claims, words) => {
    const part = (of: object): string => Buffer.from(JSON.stringify(of)).toString('base64url');
    const text = `${part({ alg: 'RS256' })}.${part({ ...claims, iss: APP.id })}`;
    const signature = sign('RSA-SHA256', Buffer.from(text), ours.privateKey).toString('base64url');
    const answer = await fetch(`${server.url}/app/installations/77/access_tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${text}.${signature}` },
    });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain(words);
  });

  test('ends a token after an hour, also for an App whose clock stands still', async () => {
    const slow = createGithubConnector({
      settings: { url: server.url, owner: 'harbour', app: APP },
      now: () => NOW,
    });
    expect(await slow.listCommits({ repository: 'cart' })).toMatchObject({ ok: true });
    clock = NOW + HOUR + MINUTE;
    const late = await slow.listCommits({ repository: 'search' });
    expect(late).toMatchObject({ ok: false, error: { code: 'github-app-refused' } });
    expect(late.ok ? '' : late.error.message).toContain('the clock of this machine');
    clock = NOW;
  });
});

describe('what GraphQL saves', () => {
  const pulls = { repository: 'checkout', state: 'all' as const, limit: 40 };

  test('the states of all deployments in one call, the same as one by one', async () => {
    const asked = { repository: 'checkout', limit: 30 };
    const [graph, rest] = [
      connect({ token: 'lab-x' }),
      connect({ token: 'lab-x', headers: { 'x-no-graph': '1' } }),
    ];
    const paths = await requestsOf(() => graph.listDeployments(asked));
    expect(paths.filter((path) => path.endsWith('/statuses'))).toEqual([]);
    expect(paths.filter((path) => path === '/graphql')).toHaveLength(1);
    const [told, oneByOne] = [
      value(await graph.listDeployments(asked)),
      value(await rest.listDeployments(asked)),
    ];
    expect(told.deployments.length).toBeGreaterThan(1);
    expect(told).toEqual(oneByOne);
  });

  test('reviews and checks of every pull request of a list; without it the list comes without them', async () => {
    const told = value(await connect({ token: 'lab-x' }).listPullRequests(pulls)).pullRequests;
    expect(told.some(({ approvedBy }) => (approvedBy ?? []).length === 1)).toBe(true);
    expect(told.map(({ checks }) => checks?.state)).toEqual(expect.arrayContaining(['success', 'failure']));
    const red = told.find(({ checks }) => checks?.state === 'failure');
    expect(red?.checks?.failing).toEqual(['test']);
    const rest = connect({ token: 'lab-x', headers: { 'x-no-graph': '1' } });
    const without = value(await rest.listPullRequests(pulls)).pullRequests;
    expect(without.map(({ number }) => number)).toEqual(told.map(({ number }) => number));
    expect(without.every(({ checks }) => checks === undefined)).toBe(true);
  });

  test('the same reviews of one pull request either way', async () => {
    const { pullRequests } = value(await connect({ token: 'lab-x' }).listPullRequests(pulls));
    const approved = {
      repository: 'checkout',
      number: pullRequests.find((one) => one.approvedBy)?.number ?? 0,
    };
    const graph = value(await connect({ token: 'lab-x' }).readPullRequest(approved));
    const rest = value(
      await connect({ token: 'lab-x', headers: { 'x-no-graph': '1' } }).readPullRequest(approved),
    );
    expect(graph.reviews).toEqual(rest.reviews);
    expect([graph.decision, graph.checks?.total]).toEqual(['approved', 2]);
  });

  test('nobody is asked in GraphQL without credentials', async () => {
    const paths = await requestsOf(() => connect({}).listDeployments({ repository: 'checkout' }));
    expect(paths).not.toContain('/graphql');
  });

  test.each<[string, string]>([
    ['{ viewer { login } ', 'Parse error'],
    ['{ viewer { shoeSize } }', "Field 'shoeSize' doesn't exist on type 'User'"],
    ['{ viewer }', 'Field must have selections'],
    [
      'query($i: [ID!]!) { nodes(ids: $i) { ... on PullRequest { reviews { nodes { state } } } } }',
      'You must provide',
    ],
  ])('%s is refused in words', async (query, words) => {
    const { pullRequests } = value(await connect({ token: 'lab-x' }).listPullRequests(pulls));
    expect(pullRequests.length).toBeGreaterThan(0);
    const page = await fetch(`${server.url}/repos/harbour/checkout/pulls?state=all`, {
      headers: { authorization: 'Bearer lab-x' },
    });
    const [{ node_id: node }] = (await page.json()) as [{ node_id: string }];
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { authorization: 'Bearer lab-x' },
      body: JSON.stringify({ query, variables: { i: [node] } }),
    });
    const { errors, data } = (await answer.json()) as { errors: { message: string }[]; data?: unknown };
    expect(errors[0]?.message).toContain(words);
    expect(data).toBeUndefined();
  });
});
