import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundSite } from '../world.ts';
import type { Site } from '../world.ts';
import { createBreaker } from '../breaking.ts';
import { changesOf, declareChange } from './changes.ts';
import { keepJournal } from './journal.ts';
import { createSignals } from './model.ts';
import type { SignalModel } from './model.ts';
import { releasesOf } from './releases.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const MINUTE = 60_000;

describe('the history of releases', () => {
  let site: Site;
  let model: SignalModel;
  let breaker: ReturnType<typeof createBreaker>;

  beforeAll(() => {
    site = foundSite({
      name: 'harbour-prod',
      environment: 'prod',
      seed: 1,
      now: NOW,
      workers: 3,
      pods: 0,
      authority: '',
    });
    model = createSignals(site.cluster, keepJournal(site.cluster));
    breaker = createBreaker([site.cluster], 1);
  });
  afterAll(() => breaker.heal());

  const checkout = () => releasesOf([model]).filter(({ service }) => service.name === 'checkout');

  test('names every version that ran, each with one commit before its rollout', () => {
    const releases = checkout();
    expect(releases.map(({ version }) => version)).toEqual(['2.13.4', '2.14.1']);
    for (const { sha, mergedAt, builtAt, rollouts } of releases) {
      expect(sha).toMatch(/^[0-9a-f]{40}$/);
      expect(mergedAt).toBeLessThan(builtAt);
      expect(builtAt).toBeLessThan(rollouts[0]?.at ?? 0);
    }
    expect(releases[0]?.pullRequest).toBeLessThan(releases[1]?.pullRequest ?? 0);
  });

  test('is the same whenever it is asked for', () => {
    const before = JSON.stringify(releasesOf([model]));
    site.cluster.timeline.runTo(NOW + 10 * MINUTE);
    expect(JSON.stringify(releasesOf([model]))).toBe(before);
  });

  test('has the release that a fault brought, about what went wrong, and the return from it', () => {
    const broken = breaker.break('bad-rollout');
    const name = broken.objects[0]?.slice('Deployment/'.length);
    const latest = releasesOf([model]).at(-1);
    expect(latest).toMatchObject({ service: { name }, built: true, topic: { name: 'crash' } });
    expect(latest?.rollouts).toMatchObject([{ at: broken.since }]);
    breaker.heal();
    const service = releasesOf([model]).filter((release) => release.service.name === name);
    expect(service.map(({ rollouts }) => rollouts.length)).toEqual([1, 2, 1]);
    expect(service[1]?.rollouts[1]?.at).toBeGreaterThan(broken.since);
  });

  test('knows an image that was never built', () => {
    breaker.break('bad-image');
    expect(releasesOf([model]).find(({ built }) => !built)?.version).toMatch(/-hotfix$/);
    breaker.heal();
  });

  test('keeps a declared change and its revert, and forgets one that the world went back before', () => {
    const plan = {
      namespace: 'shop',
      service: 'cart',
      kind: 'config' as const,
      title: 'Lower the limit',
      files: [],
    };
    const objects = [{ resource: 'configmaps', namespace: 'shop', name: 'cart-config' }];
    const revert = declareChange(site.cluster, { ...plan, objects });
    const at = site.cluster.timeline.now();
    expect(changesOf(site.cluster)).toMatchObject([{ at, wanted: [{ metadata: { name: 'cart-config' } }] }]);
    site.cluster.timeline.runTo(at + MINUTE);
    revert();
    expect(changesOf(site.cluster)).toMatchObject([{ at, revertedAt: at + MINUTE }]);
    declareChange(site.cluster, plan)();
    expect(changesOf(site.cluster)).toHaveLength(1);
  });
});
