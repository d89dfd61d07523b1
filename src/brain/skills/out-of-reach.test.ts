import { beforeAll, describe, expect, it } from 'vitest';
import { fakeKubernetes, openStage, read, ref } from '../testing.ts';
import type { Reading, SkillId, Slots } from '../understand/reading.ts';
import { scene } from './scene.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const two = () => fakeKubernetes({ 'harbour-prod': scene, staging: undefined });
const clusters = ['harbour-prod', 'staging'];
const there = (kind: string, name: string) => ({ ...ref(kind, name), cluster: 'staging' });

describe('one of two clusters out of reach', () => {
  it.each<SkillId>(['cluster-health', 'events', 'usage', 'changes'])(
    '%s answers for the other and says so',
    async (skill) => {
      const { text } = await ask(read(skill, { clusters }), two());
      expect(text).toContain('`staging` is out of reach: connection refused');
      expect(text).toContain('`harbour-prod`');
    },
  );

  it.each<[SkillId, Partial<Slots>]>([
    ['diagnose', {}],
    ['describe', {}],
    ['logs', {}],
    ['events', { objects: [] }],
    ['usage', { objects: [] }],
    ['changes', { objects: [] }],
    ['relations', {}],
    ['rollout', {}],
    ['connectivity', {}],
    ['cluster-health', { objects: [] }],
  ])('%s claims nothing of what it cannot read', async (skill, more) => {
    const objects = [there('Deployment', 'cart')];
    const { text, outcome } = await ask(read(skill, { clusters: ['staging'], objects, ...more }), two());
    expect(text).toContain('`staging` is out of reach');
    expect(text).not.toMatch(/healthy|there (?:is|are) no/i);
    expect(outcome).not.toBe('answered');
  });

  const named = (names: string[]): Reading => ({
    type: 'no-such-name',
    said: 'cart',
    where: { clusters: names, namespaces: [] },
    suggestions: [ref('Deployment', 'cart')],
    rewrites: ['why is cart down'],
    mood: 'neutral',
  });

  it('is no reason to deny a name that may be there', async () => {
    const { text } = await ask(named(['staging']), two());
    expect(text).toContain('I cannot tell whether there is anything called `cart` on `staging`');
    expect(text).toContain('What I do see is deployment `cart` in `web` on `harbour-prod`');
    const both = (await ask(named(clusters), two())).text;
    expect(both).toContain('There is nothing called `cart` on `harbour-prod`.');
    expect(both).toContain('I could not look on `staging`');
  });
});

describe('a cluster whose watches stall', () => {
  it('is answered for with the age of what is known', async () => {
    const stale = { ...scene, currentAsOf: scene.currentAsOf - 10 * 60_000 };
    const { text } = await ask(read('cluster-health'), fakeKubernetes({ 'harbour-prod': stale }));
    expect(text).toMatch(/10 minutes ago|10 min ago/);
  });
});

describe('no cluster at all', () => {
  it('is said, whatever is asked', async () => {
    const none = () => fakeKubernetes({});
    const health = await ask(read('cluster-health', { clusters: [] }), none());
    expect(health.text).toContain('I have no cluster to look at');
    expect(health.outcome).toBe('unknown');
  });
});
