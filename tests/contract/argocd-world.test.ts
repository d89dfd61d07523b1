import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createArgocd } from '../../lab/world/argocd/create-argocd.ts';
import { createBreaker } from '../../lab/world/breaking.ts';
import type { Deployment } from '../../lab/world/kube/workload-kinds.ts';
import { amend } from '../../lab/world/engine/write.ts';
import { createGithub } from '../../lab/world/github/create-github.ts';
import { declareChange } from '../../lab/world/signals/changes.ts';
import { keepJournal } from '../../lab/world/signals/journal.ts';
import { createSignals } from '../../lab/world/signals/model.ts';
import { startWorld } from '../../lab/world/start.ts';
import { serve } from '../../lab/world/systems/serve.ts';
import { foundSite } from '../../lab/world/world.ts';
import type { Site } from '../../lab/world/world.ts';
import { createArgocdConnector } from '../../src/connectors/argocd/index.ts';
import type { ArgocdConnector } from '../../src/connectors/argocd/index.ts';
import { createGithubConnector } from '../../src/connectors/github/index.ts';
import type { GithubConnector } from '../../src/connectors/github/index.ts';
import { argocdContract } from './argocd/argocd-contract.ts';
import type { ArgocdServer } from './argocd/argocd-contract.ts';
import { PAGES, readOutlines } from './argocd/outline.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const MINUTE = 60_000;

/** What an Argo CD of a release says of itself, and one that was built here does not. */
const ALLOWED: Record<string, string[]> = { version: ['.GitCommit: string', '.GitTreeState: string'] };

async function startCompany(): Promise<ArgocdServer> {
  const world = await startWorld({ clock: 'manual', now: NOW });
  const { argocd: url } = world.systems;
  const hand = world.cluster('harbour-prod');
  const scale = (replicas: number): Promise<void> => {
    const isCart = ({ metadata }: { metadata: { name: string } }): boolean => metadata.name === 'cart';
    const cart = hand.objects('deployments.apps').find(isCart) as Deployment | undefined;
    if (cart) hand.put({ ...cart, spec: { ...cart.spec, replicas } });
    return world.advance(MINUTE);
  };
  return {
    url,
    token: 'lab-argocd',
    application: 'cart-prod',
    now: NOW,
    scaleByHand: () => scale(4),
    scaleBack: () => scale(2),
    stop: () => world.close(),
  };
}

argocdContract('the world', startCompany);

describe('the pages of the world', () => {
  let outlines: Record<string, string[]>;
  beforeAll(async () => {
    const server = await startCompany();
    outlines = await readOutlines(server);
    await server.stop();
  });

  test.each(PAGES)('%s has nothing that the real one has not', (page) => {
    const recorded = readFileSync(new URL(`argocd/recorded/${page}.txt`, import.meta.url), 'utf8').split(
      '\n',
    );
    const known = new Set([...recorded, ...(ALLOWED[page] ?? [])]);
    expect(outlines[page]?.length).toBeGreaterThan(0);
    expect(outlines[page]?.filter((line) => !known.has(line))).toEqual([]);
  });
});

describe('the Argo CD of a company where something was changed', () => {
  let site: Site;
  let breaker: ReturnType<typeof createBreaker>;
  let argocd: ArgocdConnector;
  let github: GithubConnector;
  const servers: { close: () => Promise<void> }[] = [];
  const value = <Value>(
    result: { ok: true; value: Value } | { ok: false; error: { message: string } },
  ): Value => {
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  const stateOf = async (name: string) => {
    const { applications } = value(await argocd.listApplications({ contains: name }));
    return `${applications[0]?.sync} ${applications[0]?.health}`;
  };

  beforeAll(async () => {
    site = foundSite({
      name: 'harbour-prod',
      environment: 'prod',
      seed: 1,
      now: NOW,
      workers: 3,
      pods: 0,
      authority: '',
    });
    breaker = createBreaker([site.cluster], 1);
    const models = [createSignals(site.cluster, keepJournal(site.cluster))];
    const company = { models, catchUp: () => undefined, now: () => site.cluster.timeline.now() };
    const [argo, git] = [createArgocd(company, 'prod'), createGithub(company)];
    servers.push(await serve(async () => argo, 0), await serve(async () => git, 0));
    const [argoUrl, gitUrl] = servers.map((server) => (server as unknown as { url: string }).url);
    let asked = 0;
    /** So late each time that nothing which was just read is told again. */
    const now = () => company.now() + MINUTE * asked++;
    argocd = createArgocdConnector({
      settings: { instances: [{ name: 'main', url: argoUrl ?? '', token: 'lab-a' }] },
      now,
    });
    github = createGithubConnector({
      settings: { url: gitUrl ?? '', token: 'lab-g', owner: 'harbour' },
      now,
    });
  });
  afterEach(() => breaker.heal());
  afterAll(async () => void (await Promise.all(servers.map((server) => server.close()))));

  test('all is in sync and healthy while nobody touches anything', async () => {
    expect(value(await argocd.listApplications({}))).toMatchObject({
      bySync: { Synced: 14 },
      byHealth: { Healthy: 14 },
    });
  });

  test('who scales by hand is seen, and where', async () => {
    const reference = { resource: 'deployments.apps' as const, namespace: 'shop', name: 'cart' };
    amend(site.cluster, reference, (draft) => void (draft.spec.replicas = 4));
    site.cluster.settle();
    expect(await stateOf('cart')).toMatch(/^OutOfSync /);
    expect(value(await argocd.diffApplication({ application: 'cart' })).objects).toMatchObject([
      { kind: 'Deployment', differences: [{ path: 'spec.replicas', live: '4', wanted: '2' }] },
    ]);
    amend(site.cluster, reference, (draft) => void (draft.spec.replicas = 2));
    site.cluster.settle();
  });

  test('what is missing is out of sync, and unhealthy only where Argo CD judges the health of its kind', async () => {
    const { store } = site.cluster;
    for (const [key, name, state] of [
      ['configmaps', 'cart-config', 'OutOfSync Healthy'],
      ['services', 'cart', 'OutOfSync Missing'],
    ] as const) {
      const object = store.find(key, 'shop', name);
      if (!object) throw new Error(`there is no ${name}`);
      store.remove(key, object);
      expect(await stateOf('cart')).toBe(state);
      const { outOfSync } = value(await argocd.readApplication({ application: 'cart' }));
      expect(outOfSync).toMatchObject([{ name, message: 'It does not exist in the cluster.' }]);
      store.put(key, object);
    }
    expect(await stateOf('cart')).toBe('Synced Healthy');
  });

  test('a release that cannot run is in sync, degraded, and the newest entry of the history leads to its commit', async () => {
    const broken = breaker.break('bad-image');
    const service = broken.objects[0]?.slice('Deployment/'.length) ?? '';
    expect(await stateOf(service)).toBe('Synced Degraded');
    const read = value(await argocd.readApplication({ application: service }));
    expect(read.unhealthy.some(({ kind, message }) => kind === 'Pod' && message?.includes('-hotfix'))).toBe(
      true,
    );
    const [newest] = value(await argocd.readHistory({ application: service })).history;
    expect(newest?.deployedAt).toBe(`${new Date(broken.since).toISOString().slice(0, 19)}Z`);
    const image = read.application.images[0] ?? '';
    const found = value(
      await github.findCommitOfImage({
        image: image.replace(/:.*/, ':latest'),
        argoRevision: newest?.revision,
        argoRepository: newest?.repository,
      }),
    );
    const bySelf = value(await github.findCommitOfImage({ image }));
    expect(found).toMatchObject({
      way: 'Argo CD revision',
      sure: 'likely',
      commit: { sha: bySelf.commit?.sha },
    });
  });

  test('a declared change of configuration is a commit, a sync and no difference; its revert too', async () => {
    const reference = { resource: 'configmaps' as const, namespace: 'shop', name: 'cart-config' };
    const path = 'apps/cart/base/config.yaml';
    const change = {
      namespace: 'shop',
      service: 'cart',
      kind: 'config' as const,
      title: 'Give up on Redis sooner',
      files: [{ path, patch: '@@ -3,1 +3,2 @@\n   REDIS_ADDR: redis.data:6379\n+  REDIS_TIMEOUT: 50ms' }],
      objects: [reference],
    };
    amend(site.cluster, reference, (draft) => void (draft.data = { ...draft.data, REDIS_TIMEOUT: '50ms' }));
    const revert = declareChange(site.cluster, change);
    expect(await stateOf('cart')).toBe('Synced Healthy');
    const history = async () => value(await argocd.readHistory({ application: 'cart' })).history;
    expect((await history())[0]?.message).toMatch(/^Give up on Redis sooner/);
    const commit = value(
      await github.readCommit({ repository: 'deployments', sha: (await history())[0]?.revision ?? '' }),
    );
    expect(commit.files[0]).toMatchObject({ path, additions: 1 });
    site.cluster.timeline.runTo(site.cluster.timeline.now() + 600_000);
    amend(site.cluster, reference, (draft) => void (draft.data = { REDIS_ADDR: 'redis.data:6379' }));
    revert();
    expect((await history())[0]?.message).toMatch(/^Revert "Give up on Redis sooner"/);
    expect(await stateOf('cart')).toBe('Synced Healthy');
  });
});
