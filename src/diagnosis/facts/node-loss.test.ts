import { describe, expect, it } from 'vitest';
import { nodeFixture, podFixture, snapshotOf, type Fixtures } from '../testing.ts';
import { indexCluster } from './cluster-index.ts';
import { loseNode } from './node-loss.ts';

const of = (name: string) => ({ kind: 'ReplicaSet', name });
const pod = (name: string, node: string, more: Record<string, unknown> = {}) => {
  const { owner, ...spec } = more as { owner?: { kind: string; name: string } };
  const fixture = podFixture(name, { labels: { app: name }, owner });
  return { ...fixture, spec: { ...(fixture['spec'] as object), ...spec, nodeName: node } };
};

function lose(fixtures: Fixtures) {
  const index = indexCluster(
    snapshotOf({ nodes: [nodeFixture('worker-1'), nodeFixture('worker-2')], ...fixtures }),
  );
  const node = index.get('Node', '', 'worker-1');
  if (node === undefined) throw new Error('the fixture has the node');
  const { moved, homeless, alone, bare, bound } = loseNode(index, node);
  const names = (pods: typeof moved) => pods.map(({ metadata }) => metadata.name);
  return {
    moved: names(moved),
    homeless: homeless.map(({ pod: one, why }) => `${one.metadata.name}: ${why}`),
    alone: alone.map(({ name }) => name),
    bare: names(bare),
    bound: names(bound),
  };
}

describe('what the loss of a node would mean', () => {
  it('moves what a controller owns, and knows what stays behind and what runs only there', () => {
    const lost = lose({
      pods: [
        pod('a-1', 'worker-1', { owner: of('a') }),
        pod('a-2', 'worker-2', { owner: of('a') }),
        pod('b-1', 'worker-1', { owner: of('b') }),
        pod('agent', 'worker-1', { owner: { kind: 'DaemonSet', name: 'agent' } }),
        pod('alone', 'worker-1'),
      ],
    });
    expect(lost).toEqual({
      moved: ['a-1', 'b-1'],
      homeless: [],
      alone: ['b', 'alone'],
      bare: ['alone'],
      bound: ['agent'],
    });
  });

  it('says of a pod that no other node meets what it asks for', () => {
    const picky = pod('a-1', 'worker-1', { owner: of('a'), nodeSelector: { disk: 'ssd' } });
    expect(lose({ pods: [picky] }).homeless).toEqual(['a-1: no other node meets the node selector disk=ssd']);
  });

  it('counts the room that pods put elsewhere before take up', () => {
    const big = (name: string, node: string) =>
      pod(name, node, {
        owner: of(name),
        containers: [{ name: 'app', image: 'app', resources: { requests: { memory: '900Gi' } } }],
      });
    const { homeless } = lose({ pods: [big('a', 'worker-1'), big('b', 'worker-1')] });
    expect(homeless.every((one) => one.includes('of memory free'))).toBe(true);
    expect(homeless.length).toBeGreaterThan(0);
  });

  it('finds no place when no other node is ready', () => {
    const only = { nodes: [nodeFixture('worker-1')] };
    const lost = lose({ ...only, pods: [pod('a-1', 'worker-1', { owner: of('a') })] });
    expect(lost.homeless).toEqual(['a-1: there is no other node that is ready']);
  });
});
