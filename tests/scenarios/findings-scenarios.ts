import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkCluster } from '#diagnosis';
import type { Finding } from '#diagnosis';
import type { ClusterSnapshot } from '#diagnosis/evidence';
import type { KubernetesConnector } from '#connectors/kubernetes';
import { openConnector } from '../contract/connector-memory.ts';
import { kubeconfigOf } from '../contract/contract-server.ts';
import type { ContractServer } from '../contract/contract-server.ts';
import { ask } from '../contract/http-client.ts';
import { deployment, namespace, service, template } from '../contract/manifests.ts';
import { BREAKAGES } from './breakages.ts';
import type { Breakage, Placed } from './breakages.ts';

const MERGE = { 'content-type': 'application/merge-patch+json' };
const HEALTHY: Placed[] = [
  ['apps/v1/deployments', deployment('web', { replicas: 3 })],
  ['v1/services', service('web')],
];

/** Breaks a cluster for real, one fault a namespace, and expects each to be found, and nothing else. */
export function findingsScenarios(name: string, start: () => Promise<ContractServer>): void {
  describe(`what is found on ${name}`, () => {
    let server: ContractServer;
    let connector: KubernetesConnector;

    beforeAll(async () => {
      server = await start();
      connector = openConnector(kubeconfigOf({ cluster: server.admin }));
      await connector.ready(20_000);
    });
    afterAll(async () => {
      await connector.close();
      await server.stop();
    });

    /** Judged a quarter of an hour later, when nothing is given time to come right by itself any more. */
    const findings = () => checkCluster(later(connector.snapshot('cluster')));
    const within = (id: string) => findings().filter((finding) => namespacesOf(finding).includes(id));

    const lastNode = () =>
      connector
        .snapshot('cluster')
        .objects.Node.map(({ metadata }) => metadata.name)
        .sort()
        .at(-1) ?? '';

    it('nothing, on a healthy cluster', async () => {
      await place(server, 'healthy', HEALTHY);
      await vi.waitFor(() => expect(readyPods(connector, 'healthy')).toBe(3), { timeout: 30_000 });
      await vi.waitFor(() => expect(findings().map(inWords)).toEqual([]), { timeout: 10_000 });
      expect(checkCluster(connector.snapshot('cluster')).map(inWords)).toEqual([]);
    });

    describe('each fault, once it is made', () => {
      beforeAll(async () => {
        for (const breakage of BREAKAGES) await place(server, breakage.id, breakage.objects);
        await vi.waitFor(() => expect(readyPods(connector, 'bad-rollout')).toBe(3), { timeout: 30_000 });
        for (const breakage of BREAKAGES) await followUp(server, breakage);
      });

      it.each(BREAKAGES)('$id', async ({ id, check, about, cause }) => {
        await vi.waitFor(
          () => {
            const found = within(id);
            const told = found.find((finding) => finding.check === check && concerns(finding, about));
            expect(told, `findings: ${JSON.stringify(found.map(inWords), null, 1)}`).toBeDefined();
            expect(told?.cause).toMatch(cause);
          },
          { timeout: 75_000, interval: 250 },
        );
        expect(within(id).map(inWords), 'one story a fault').toHaveLength(1);
      });

      it('a taint that nothing tolerates, by its name', async () => {
        const node = lastNode();
        const taints = [{ key: 'example.com/dedicated', value: 'batch', effect: 'NoSchedule' }];
        await patchNode(server, node, { spec: { taints } });
        const spec = { nodeSelector: { 'kubernetes.io/hostname': node } };
        const shut = deployment('newcomer', { template: template('newcomer', { spec }) });
        await place(server, 'tainted', [['apps/v1/deployments', shut]]);
        await vi.waitFor(
          () => {
            expect(within('tainted').map(({ check }) => check)).toEqual(['pod-unschedulable']);
            expect(within('tainted')[0]?.cause).toContain('example.com/dedicated');
          },
          { timeout: 20_000, interval: 250 },
        );
        await patchNode(server, node, { spec: { taints: null } });
        await vi.waitFor(() => expect(within('tainted').map(inWords)).toEqual([]), { timeout: 30_000 });
      });

      it('and still nothing that is not broken', () => {
        expect(within('healthy').map(inWords)).toEqual([]);
        const known = new Set(BREAKAGES.map(({ id }) => id));
        const strays = findings().filter((finding) => !namespacesOf(finding).some((one) => known.has(one)));
        expect(strays.map(inWords)).toEqual([]);
      });
    });

    it('a node that is lost, with what ran on it', async () => {
      const node = lastNode();
      await server.loseNode(node);
      await vi.waitFor(
        () => {
          const told = findings().find(({ check }) => check === 'node-not-ready');
          expect(told?.object).toMatchObject({ kind: 'Node', name: node });
          expect(told?.cause).toMatch(/kubelet|stopped|unreachable/i);
        },
        { timeout: 90_000, interval: 500 },
      );
      const strays = findings().filter(({ object }) => object.kind === 'Node' && object.name !== node);
      expect(strays.map(inWords)).toEqual([]);
    });
  });
}

async function patchNode({ admin }: ContractServer, node: string, body: object): Promise<void> {
  await ask(admin, `/api/v1/nodes/${node}`, { method: 'PATCH', body, headers: MERGE });
}

function later(snapshot: ClusterSnapshot): ClusterSnapshot {
  const quarter = 15 * 60_000;
  return { ...snapshot, takenAt: snapshot.takenAt + quarter, currentAsOf: snapshot.currentAsOf + quarter };
}

/** Creates a namespace and what stands in it. */
async function place({ admin }: ContractServer, id: string, objects: Placed[]): Promise<void> {
  await ask(admin, '/api/v1/namespaces', { body: namespace(id) });
  for (const [collection, manifest] of objects) {
    const { status, text } = await ask(admin, pathOf(id, collection), { body: manifest });
    if (status >= 300) throw new Error(`${id}: ${text}`);
  }
}

async function followUp({ admin }: ContractServer, { id, then = [] }: Breakage): Promise<void> {
  for (const { path, patch } of then) {
    await ask(admin, pathOf(id, path), { method: 'PATCH', body: patch, headers: MERGE });
  }
}

/** `apps/v1/deployments/web` in a namespace, as a path of the API. */
function pathOf(within: string, place: string): string {
  const [, group = '', version = '', rest = ''] = /^(?:(.+?)\/)?(v\d\w*)\/(.+)$/.exec(place) ?? [];
  return `${group ? `/apis/${group}/${version}` : `/api/${version}`}/namespaces/${within}/${rest}`;
}

function readyPods(connector: KubernetesConnector, within: string): number {
  const pods = connector
    .snapshot('cluster')
    .objects.Pod.filter(({ metadata }) => metadata.namespace === within);
  return pods.filter(({ status }) =>
    status.conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True'),
  ).length;
}

function concerns({ object, related }: Finding, about: Breakage['about']): boolean {
  return [object, ...related].some(({ kind, name }) => kind === about.kind && name === about.name);
}

function namespacesOf({ object, related }: Finding): string[] {
  return [object, ...related].map(({ namespace: one }) => one).filter(Boolean);
}

function inWords({ check, severity, object, title, cause }: Finding): string {
  return `${severity} ${check} ${object.kind} ${object.namespace}/${object.name}: ${title}. ${cause}`;
}
