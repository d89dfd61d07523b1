import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGithubConnector } from '../../../src/connectors/github/index.ts';
import type { GithubConnector } from '../../../src/connectors/github/index.ts';

/** A GitHub with an organisation in it. */
export interface GithubServer {
  url: string;
  token: string;
  owner: string;
  /** A repository with commits, releases and deployments. */
  repository: string;
  now: number;
  stop: () => Promise<void>;
}

type Json = Record<string, unknown>;

const KEYS: readonly [page: string, keys: string][] = [
  ['', 'default_branch full_name html_url name owner private pushed_at'],
  ['/commits?per_page=1', 'author commit committer html_url parents sha url'],
  ['/pulls?state=closed&per_page=1', 'base body created_at head html_url merged_at number state title user'],
  ['/releases?per_page=1', 'author draft html_url name prerelease published_at tag_name'],
  ['/deployments?per_page=1', 'created_at creator environment id ref sha statuses_url'],
];

/** Proves the wire protocol as far as Jamie reads it, and the connector on it. */
export function githubContract(name: string, start: () => Promise<GithubServer>): void {
  describe(`GitHub: ${name}`, () => {
    let server: GithubServer;
    let github: GithubConnector;
    const get = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${server.url}${path}`, {
        headers: {
          authorization: `Bearer ${server.token}`,
          'x-github-api-version': '2022-11-28',
          ...headers,
        },
        redirect: 'manual',
      });
    const value = <Value>(
      result: { ok: true; value: Value } | { ok: false; error: { message: string } },
    ): Value => {
      if (!result.ok) throw new Error(result.error.message);
      return result.value;
    };
    const at = (): string => `/repos/${server.owner}/${server.repository}`;

    beforeAll(async () => {
      server = await start();
      const { url, token, owner } = server;
      github = createGithubConnector({ settings: { url, token, owner }, now: () => server.now });
    });
    afterAll(() => server.stop());

    test.each(KEYS)('%s has the fields that Jamie reads', async (page, keys) => {
      const body = (await (await get(`${at()}${page}`)).json()) as Json | Json[];
      const one = Array.isArray(body) ? body[0] : body;
      expect(Object.keys(one ?? {})).toEqual(expect.arrayContaining(keys.split(' ')));
    });

    test('refusals are said as GitHub says them', async () => {
      const nothing = await get('/repos/nobody/nothing');
      expect([nothing.status, await nothing.json()]).toMatchObject([
        404,
        { message: 'Not Found', status: '404' },
      ]);
      const wrong = await get(at(), { authorization: 'Bearer wrong' });
      expect([wrong.status, await wrong.json()]).toMatchObject([401, { message: 'Bad credentials' }]);
      expect((await get(at(), { 'x-github-api-version': '1999-01-01' })).status).toBe(400);
      expect((await get(`${at()}/commits/${'0'.repeat(40)}`)).status).toBe(422);
    });

    test('lists come in pages that name the next, with rate limit and entity tag', async () => {
      const first = await get(`${at()}/commits?per_page=2`);
      expect(first.headers.get('link')).toMatch(/<[^>]+[?&]page=2[^>]*>; rel="next"/);
      expect(Number(first.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(0);
      const etag = first.headers.get('etag') ?? '';
      expect((await get(`${at()}/commits?per_page=2`, { 'if-none-match': etag })).status).toBe(304);
      const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? '';
      const second = (await (await get(next.slice(server.url.length))).json()) as { sha: string }[];
      const shas = ((await first.json()) as { sha: string }[]).map(({ sha }) => sha);
      expect(shas).not.toContain(second[0]?.sha);
    });

    test('a log is a redirect to another host, which takes no credentials', async () => {
      const runs = (await (await get(`${at()}/actions/runs?per_page=1`)).json()) as {
        workflow_runs: { id: number }[];
      };
      const jobs = (await (await get(`${at()}/actions/runs/${runs.workflow_runs[0]?.id}/jobs`)).json()) as {
        jobs: { id: number }[];
      };
      const answer = await get(`${at()}/actions/jobs/${jobs.jobs[0]?.id}/logs`);
      const place = answer.headers.get('location') ?? '';
      expect(answer.status).toBe(302);
      expect(new URL(place).host).not.toBe(new URL(server.url).host);
      expect((await fetch(place, { headers: { authorization: 'Bearer x' } })).status).toBe(400);
      expect(await (await fetch(place)).text()).toMatch(/^\uFEFF?\d{4}-\d\d-\d\dT[\d:.]+Z /);
    });

    test('from the last deployment to commits, pull requests, areas and risk', async () => {
      const told = value(await github.readDeployment({ repository: server.repository }));
      expect(told).toMatchObject({
        way: 'deployment records',
        deployment: { environment: 'production', state: 'success' },
        comparison: { direction: 'newer' },
      });
      const { commits, summary, pullRequests, totalCommits } = told.comparison;
      expect(commits[0]?.sha).toBe(told.deployment?.sha);
      expect(totalCommits).toBe(commits.length);
      expect(pullRequests.map(({ number }) => number)).toEqual(commits.map(({ pullRequest }) => pullRequest));
      expect(summary.areas.reduce((sum, { files }) => sum + files, 0)).toBe(summary.files);
      expect(summary.risk.reasons.length).toBeGreaterThan(0);
      const { pullRequest, mergedBy, reviews } = value(
        await github.readPullRequest({ repository: server.repository, number: pullRequests[0]?.number ?? 0 }),
      );
      expect(pullRequest.state).toBe('merged');
      expect(reviews.length === 0 || reviews.some(({ by }) => by === mergedBy)).toBe(true);
    });

    test('by images the same as by records; backwards it says so', async () => {
      const [newest, before] = value(await github.listReleases({ repository: server.repository })).releases;
      const image = (tag: string | undefined): string =>
        `registry.example/x/${server.repository}:${tag?.replace('v', '')}`;
      const rollout = { before: image(before?.tag), after: image(newest?.tag) };
      const told = value(await github.readDeployment({ repository: server.repository, ...rollout }));
      expect(told.images?.map(({ way, sure }) => [way, sure])).toEqual(
        Array(2).fill(['tag is a version', 'likely']),
      );
      const back = value(
        await github.compareRevisions({
          repository: server.repository,
          base: newest?.tag ?? '',
          head: before?.tag ?? '',
        }),
      );
      expect(back).toMatchObject({ direction: 'older', totalCommits: told.comparison.totalCommits });
      expect(back.note).toContain('going back');
    });

    test('what there is not is told with what there is', async () => {
      const misspelt = await github.listCommits({ repository: server.repository.slice(1) });
      expect(misspelt).toMatchObject({ error: { code: 'no-such-repository' } });
      expect(misspelt.ok ? '' : misspelt.error.message).toContain(server.repository);
      const none = value(
        await github.listCommits({ repository: server.repository, path: 'no/such/folder', minutes: 60 }),
      );
      expect(none.note).toMatch(/^No commits on main of .* that touch no\/such\/folder between /);
      expect(
        await github.compareRevisions({ repository: server.repository, base: 'nope', head: 'main' }),
      ).toMatchObject({ error: { code: 'no-such-revision' } });
    });
  });
}
