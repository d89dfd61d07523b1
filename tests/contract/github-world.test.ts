import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld } from '../../lab/world/start.ts';
import type { World } from '../../lab/world/start.ts';
import { createGithubConnector } from '../../src/connectors/github/index.ts';
import type { GithubConnector } from '../../src/connectors/github/index.ts';
import { githubContract } from './github/github-contract.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const MINUTE = 60_000;

githubContract('the world', async () => {
  const world = await startWorld({ clock: 'manual', now: NOW });
  const { github: url } = world.systems;
  return {
    url,
    token: 'lab-github',
    owner: 'harbour',
    repository: 'checkout',
    now: NOW,
    stop: () => world.close(),
  };
});

describe('the GitHub of a company in trouble', () => {
  let world: World;
  let github: GithubConnector;
  const nameOf = (objects: string[]): string => objects[0]?.slice('Deployment/'.length) ?? '';
  const value = <Value>(
    result: { ok: true; value: Value } | { ok: false; error: { message: string } },
  ): Value => {
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };

  beforeAll(async () => {
    world = await startWorld({ clock: 'manual', now: NOW });
    const settings = { url: `${world.systems.github}/api/v3`, token: 'lab-github', owner: 'harbour' };
    let asked = 0;
    /** So late each time that nothing which was just read is told again. */
    github = createGithubConnector({ settings, now: () => NOW + MINUTE * asked++ });
  });
  afterAll(() => world.close());

  test('has the release that crashes, with its commit before it, and a failed deployment', async () => {
    const broken = await world.break('bad-rollout');
    const told = value(await github.readDeployment({ repository: nameOf(broken.objects) }));
    expect(told.deployment).toMatchObject({ state: 'failure', succeeded: false });
    expect(told.comparison.summary.risk.reasons.join(' ')).toContain('schema 6 → 7');
    expect(Date.parse(told.comparison.commits[0]?.at ?? '')).toBeLessThan(broken.since);
    expect(broken.since - Date.parse(told.comparison.commits[0]?.at ?? '')).toBeLessThan(60 * MINUTE);
    await world.heal();
    const healed = value(await github.readDeployment({ repository: nameOf(broken.objects) }));
    expect(healed.deployment?.description).toMatch(/^Revert /);
    expect(healed.comparison.direction).toBe('older');
  });

  test('knows why the image of a release is missing: its build failed when it was pushed', async () => {
    const broken = await world.break('bad-image');
    const run = value(await github.readWorkflowRun({ repository: nameOf(broken.objects) }));
    expect(run.run).toMatchObject({ workflow: 'Release', state: 'failure' });
    expect(run.failures[0]).toMatchObject({ job: 'publish', step: 'Push image' });
    expect(run.failures[0]?.lines.join('\n')).toContain('503 Service Unavailable');
    const { releases, tagsWithoutRelease } = value(
      await github.listReleases({ repository: nameOf(broken.objects) }),
    );
    expect(releases.map(({ tag }) => tag)).not.toContain(run.run.branch);
    expect(tagsWithoutRelease.map(({ tag }) => tag)).toContain(run.run.branch);
    await world.heal();
  });

  test('keeps what jokers and the careless write, as words without their secrets', async () => {
    const everything: string[] = [];
    const { repositories } = value(await github.listRepositories({ limit: 50 }));
    for (const { name } of repositories) {
      const pulls = value(await github.listPullRequests({ repository: name, limit: 100 })).pullRequests;
      const odd = pulls.filter(({ title }) =>
        /Ignore all previous|sign-in on staging|replica|URGENT/.test(title),
      );
      for (const { number } of odd.slice(0, 2))
        everything.push(JSON.stringify(value(await github.readPullRequest({ repository: name, number }))));
    }
    const said = everything.join('\n');
    expect(said).toContain('Ignore all previous instructions');
    expect(said).toContain('DATABASE_URL=');
    for (const secret of ['Tr0ub4dor-and-3', 's3cr3t-of-the-lab', '\\u001b'])
      expect(said).not.toContain(secret);
    expect(
      value(await github.readWorkflowRun({ repository: 'reporting' })).failures[0]?.lines.join(),
    ).not.toContain('npm_lab');
  });

  test('ends a spent rate limit in one clear error', async () => {
    const { createGithub } = await import('../../lab/world/github/create-github.ts');
    const { serve } = await import('../../lab/world/systems/serve.ts');
    const company = { models: [], catchUp: () => undefined, now: () => NOW };
    const answerer = createGithub(company, { limit: 1 });
    const server = await serve(async () => answerer, 0);
    let asked = 0;
    const limited = createGithubConnector({
      settings: { url: server.url, token: 'lab-x', owner: 'harbour' },
      now: () => NOW + MINUTE * asked++,
    });
    await limited.listRepositories({});
    expect(await limited.listRepositories({})).toMatchObject({
      error: { code: 'github-rate-limited', retryable: true },
    });
    await server.close();
  });
});
