import { describe, expect, it, vi } from 'vitest';
import { checkCluster } from '#diagnosis';
import { deployment, template } from '../contract/manifests.ts';
import { BREAKAGES } from './breakages.ts';
import { concerns, findingsLater, inWords, lastNode, namespacesOf, patchNode, place } from './stage.ts';
import type { Stage } from './stage.ts';

/** On a cluster where nothing is broken, nothing is found: neither now nor later. */
export function nothingFound(stage: () => Stage): void {
  it('finds nothing', async () => {
    await vi.waitFor(() => expect(findingsLater(stage()).map(inWords)).toEqual([]), { timeout: 10_000 });
    expect(checkCluster(stage().connector.snapshot('cluster')).map(inWords)).toEqual([]);
  });
}

/** Each fault is found, told once, and nothing else is. */
export function faultsFound(stage: () => Stage): void {
  const within = (id: string) =>
    findingsLater(stage()).filter((finding) => namespacesOf(finding).includes(id));

  describe('finds', () => {
    it.each(BREAKAGES)('$id', async ({ id, check, about, cause }) => {
      await vi.waitFor(
        () => {
          const found = within(id);
          const told = found.find((finding) => finding.check === check && concerns(finding, about));
          expect(told, `findings: ${JSON.stringify(found.map(inWords), null, 1)}`).toBeDefined();
          expect(told?.cause).toMatch(cause);
        },
        { timeout: 60_000, interval: 250 },
      );
      expect(within(id).map(inWords), 'one story a fault').toHaveLength(1);
    });

    it('a taint that nothing tolerates, by its name', async () => {
      const node = lastNode(stage());
      const taints = [{ key: 'example.com/dedicated', value: 'batch', effect: 'NoSchedule' }];
      await patchNode(stage(), node, { spec: { taints } });
      const spec = { nodeSelector: { 'kubernetes.io/hostname': node } };
      const shut = deployment('newcomer', { template: template('newcomer', { spec }) });
      await place(stage(), 'tainted', [['apps/v1/deployments', shut]]);
      await vi.waitFor(
        () => {
          expect(within('tainted').map(({ check }) => check)).toEqual(['pod-unschedulable']);
          expect(within('tainted')[0]?.cause).toContain('example.com/dedicated');
        },
        { timeout: 20_000, interval: 250 },
      );
    });

    it('nothing any more, once the taint is gone', async () => {
      await patchNode(stage(), lastNode(stage()), { spec: { taints: null } });
      await vi.waitFor(() => expect(within('tainted').map(inWords)).toEqual([]), { timeout: 30_000 });
    });

    it('nothing that is not broken', () => {
      const known = new Set(BREAKAGES.map(({ id }) => id));
      const strays = findingsLater(stage()).filter((one) => !namespacesOf(one).some((id) => known.has(id)));
      expect(strays.map(inWords)).toEqual([]);
    });
  });
}

/** A node whose machine is gone is found, and none of the others. */
export function lostNodeFound(stage: () => Stage): void {
  it('finds a node that is lost', async () => {
    const node = await stage().server.loseNode();
    await vi.waitFor(
      () => {
        const told = findingsLater(stage()).find(({ check }) => check === 'node-not-ready');
        expect(told?.object).toMatchObject({ kind: 'Node', name: node });
        expect(told?.cause).toMatch(/kubelet/i);
      },
      { timeout: 90_000, interval: 500 },
    );
    const others = findingsLater(stage()).filter(
      ({ object }) => object.kind === 'Node' && object.name !== node,
    );
    expect(others.map(inWords)).toEqual([]);
  });
}
