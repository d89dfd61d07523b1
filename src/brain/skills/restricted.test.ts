import { beforeAll, describe, expect, it } from 'vitest';
import type { Unseen, WatchedKind } from '#diagnosis/evidence';
import { WATCHED_KINDS } from '#diagnosis/evidence';
import type { InventoryQuery } from '../inventory/query.ts';
import { podFixture, snapshotOf } from '../../diagnosis/testing.ts';
import { fakeKubernetes, openStage, read } from '../testing.ts';

let ask: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  ask = await openStage();
});

const calm = snapshotOf({ pods: [podFixture('cart-0')] });
const hidden: WatchedKind[] = ['Node', 'Namespace'];
const unseen = WATCHED_KINDS.map((kind): Unseen => {
  const only = { kind, reason: 'forbidden', message: `This account may see ${kind} only in web.` } as const;
  if (!hidden.includes(kind)) return { ...only, exceptIn: ['web'] };
  return { ...only, message: `This account may not see ${kind}.` };
});
const confined = {
  ...calm,
  unseen,
  objects: { ...calm.objects, Node: [], Namespace: [] },
};
const kubernetes = () => fakeKubernetes({ 'harbour-prod': confined });

const query = (kind: string, namespace?: string): InventoryQuery => ({
  verb: 'count',
  kind,
  clusters: ['harbour-prod'],
  filters: namespace === undefined ? [] : [{ field: 'namespace', op: 'is', value: namespace }],
  show: [],
});
const count = (kind: string, namespace?: string) =>
  ask(read('inventory', { query: query(kind, namespace) }), kubernetes());

describe('an account that may see one namespace', () => {
  it('is told of health as far as it can be seen', async () => {
    const { text } = await ask(read('cluster-health'), kubernetes());
    expect(text).toContain('**What I can see of `harbour-prod` looks healthy**');
    expect(text).toContain('more kinds only in `web` on `harbour-prod`, so this may be incomplete');
    expect(text).toContain('I may not see nodes and namespaces on `harbour-prod`');
    expect(text).not.toMatch(/I checked .*nodes/);
  });

  it('needs no caveat for the namespace that it sees', async () => {
    const { text } = await ask(read('cluster-health', { namespaces: ['web'] }), kubernetes());
    expect(text).toContain('`web` on `harbour-prod` looks healthy');
    expect(text).not.toContain('I may see');
    expect((await count('Pod', 'web')).text).not.toContain('only in');
  });

  it('counts what it sees and says where that is', async () => {
    const { text, outcome } = await count('Pod');
    expect(outcome).toBe('answered');
    expect(text).toContain('This account may see Pod only in web.');
  });

  it('is never told that there are none of what it may not see', async () => {
    for (const [kind, namespace] of [['Node'], ['Pod', 'data'], ['Namespace']] as const) {
      const { text, outcome } = await count(kind, namespace);
      expect(outcome).toBe('unknown');
      expect(text).toContain('I cannot tell for `harbour-prod`.');
      expect(text).not.toMatch(/there are no|\b0\b/i);
    }
  });
});
