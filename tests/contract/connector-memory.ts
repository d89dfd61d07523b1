import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ClusterSnapshot, WatchedKind } from '#diagnosis/evidence';
import { createKubernetesConnector } from '#connectors/kubernetes';
import type { KubernetesConnector } from '#connectors/kubernetes';
import { kubeconfigOf } from './contract-server.ts';
import type { ContractServer } from './contract-server.ts';
import { layFlakyWire } from './flaky-wire.ts';
import type { FlakyWire } from './flaky-wire.ts';
import { ask, at } from './http-client.ts';
import { configMap, deployment, namespace, service } from './manifests.ts';

const NAMESPACE = 'contract-memory';
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const MERGE = { 'content-type': 'application/merge-patch+json' };
/** What the issue promises of a change, in milliseconds. */
const VISIBLE_WITHIN = 500;

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const IMPATIENT = { backoffMs: 50, backoffMaxMs: 200, probeMs: 200, probeDeadlineMs: 1_000 };

/** Opens the connector on a kubeconfig, with short waits. */
export function openConnector(kubeconfigText: string): KubernetesConnector {
  return createKubernetesConnector({ kubeconfigText, now: Date.now, log: silent, timings: IMPATIENT });
}

/** The cluster in memory: listed, watched, resumed, and honest about what it may not see. */
export function connectorMemory(server: () => ContractServer): void {
  describe('the connector in memory', () => {
    let connector: KubernetesConnector;
    let wire: FlakyWire;

    beforeAll(async () => {
      const { admin, restricted } = server();
      await ask(admin, '/api/v1/namespaces', { body: namespace(NAMESPACE) });
      wire = await layFlakyWire(admin);
      connector = openConnector(kubeconfigOf({ whole: admin, confined: restricted, flaky: wire.door }));
      await connector.ready(20_000);
    });
    afterAll(async () => {
      await connector.close();
      await wire.close();
    });

    const named = (kind: WatchedKind, name: string, cluster = 'whole') =>
      connector
        .snapshot(cluster)
        .objects[kind].find(({ metadata }) => metadata.name === name && metadata.namespace === NAMESPACE);

    it('tells of its clusters and their version', async () => {
      const version = at((await ask(server().admin, '/version')).body, 'gitVersion');
      expect(connector.clusters()).toMatchObject([
        { name: 'whole', isDefault: true, state: 'ready', version },
        { name: 'confined', isDefault: false, state: 'partial' },
        { name: 'flaky', isDefault: false, state: 'ready', version },
      ]);
    });

    it('holds what the server lists, kind by kind', async () => {
      const { objects, unseen } = connector.snapshot('whole');
      expect(objects.Node.length).toBeGreaterThan(0);
      expect(objects.Namespace.map(({ metadata }) => metadata.name)).toContain('kube-system');
      expect(objects.StorageClass.length).toBeGreaterThan(0);
      expect(objects.ClusterRole.length).toBeGreaterThan(0);
      expect(unseen.filter(({ reason }) => reason !== 'not-served')).toEqual([]);
      expect(Date.now() - connector.snapshot('whole').currentAsOf).toBeLessThan(60_000);
    });

    it('shows what is created, changed and deleted within half a second', async () => {
      const { admin } = server();
      const path = `${DEPLOYMENTS}/watched`;
      await ask(admin, DEPLOYMENTS, { body: deployment('watched', { replicas: 0 }) });
      await soon(() => expect(named('Deployment', 'watched')).toBeDefined());
      await ask(admin, path, { method: 'PATCH', body: { spec: { replicas: 2 } }, headers: MERGE });
      await soon(() => expect(named('Deployment', 'watched')).toMatchObject({ spec: { replicas: 2 } }));
      await ask(admin, path, { method: 'DELETE', body: { propagationPolicy: 'Background' } });
      await soon(() => expect(named('Deployment', 'watched')).toBeUndefined());
    });

    it('follows a rollout down to its pods, endpoints and events', async () => {
      const { admin } = server();
      await ask(admin, DEPLOYMENTS, { body: deployment('grown', { replicas: 3 }) });
      await ask(admin, `/api/v1/namespaces/${NAMESPACE}/services`, { body: service('grown') });
      await vi.waitFor(
        () => {
          const { objects } = connector.snapshot('whole');
          const pods = ofApp(objects.Pod, 'grown');
          expect(pods).toHaveLength(3);
          expect(pods.map(({ status }) => status.phase)).toEqual(['Running', 'Running', 'Running']);
          const [owner] = pods[0]?.metadata.ownerReferences ?? [];
          expect(owner).toMatchObject({ kind: 'ReplicaSet' });
          expect(named('ReplicaSet', owner?.name ?? '')).toBeDefined();
          const slices = objects.EndpointSlice.filter(
            ({ metadata }) => metadata.labels['kubernetes.io/service-name'] === 'grown',
          );
          expect(slices.flatMap(({ endpoints }) => endpoints)).toHaveLength(3);
          expect(named('Deployment', 'grown')).toMatchObject({ status: { readyReplicas: 3 } });
          const reasons = eventsOf(connector.snapshot('whole')).map(({ reason }) => reason);
          expect(reasons).toEqual(
            expect.arrayContaining(['ScalingReplicaSet', 'SuccessfulCreate', 'Scheduled']),
          );
        },
        { timeout: 30_000, interval: 100 },
      );
    });

    it('keeps of config maps and secrets nothing but that they are there', async () => {
      const { admin } = server();
      const where = `/api/v1/namespaces/${NAMESPACE}`;
      await ask(admin, `${where}/configmaps`, { body: configMap('quiet', { colour: 'ultramarine' }) });
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'quiet' },
        stringData: { k: 'ultramarine' },
      };
      await ask(admin, `${where}/secrets`, { body: secret });
      await soon(() =>
        expect([named('ConfigMap', 'quiet'), named('Secret', 'quiet')]).not.toContain(undefined),
      );
      const kept = JSON.stringify([named('ConfigMap', 'quiet'), named('Secret', 'quiet')]);
      expect(kept).not.toContain('ultramarine');
      expect(kept).not.toContain(Buffer.from('ultramarine').toString('base64'));
    });

    it('says what a confined account may not see, and shows the rest', async () => {
      const { restricted } = server();
      const { objects, unseen } = connector.snapshot('confined');
      expect(objects.Pod.every(({ metadata }) => metadata.namespace === restricted.namespace)).toBe(true);
      expect(objects.Node).toEqual([]);
      const forbidden = unseen.filter(({ reason }) => reason === 'forbidden');
      expect(forbidden.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Pod', 'Node', 'Namespace']));
      expect(forbidden.find(({ kind }) => kind === 'Pod')?.message).toBe(
        `This account may see pods only in ${restricted.namespace}.`,
      );
      expect(forbidden.find(({ kind }) => kind === 'Node')?.message).toBe('This account may not see nodes.');
    });

    it('shows a confined account the changes of its own namespace', async () => {
      const { admin, restricted } = server();
      const path = `/apis/apps/v1/namespaces/${restricted.namespace}/deployments`;
      const names = () =>
        connector.snapshot('confined').objects.Deployment.map(({ metadata }) => metadata.name);
      await ask(admin, path, { body: deployment('contract-own', { replicas: 0 }) });
      await soon(() => expect(names()).toContain('contract-own'));
      await ask(admin, `${path}/contract-own`, { method: 'DELETE' });
      await soon(() => expect(names()).not.toContain('contract-own'));
    });

    it.each([
      ['while the server remembers', false],
      ['and the server has forgotten meanwhile', true],
    ])('catches up after the wire was cut, %s', async (_when, forgotten) => {
      const { admin } = server();
      const [gone, changed, fresh] = ['gone', 'changed', 'fresh'].map(
        (name) => `${name}-${String(forgotten)}`,
      );
      for (const name of [gone, changed]) {
        await ask(admin, DEPLOYMENTS, { body: deployment(name ?? '', { replicas: 0 }) });
      }
      await soon(() => expect(named('Deployment', changed ?? '', 'flaky')).toBeDefined());
      const info = () => connector.clusters().find(({ name }) => name === 'flaky');

      wire.cut();
      await expect.poll(() => info()?.state, { timeout: 10_000 }).not.toBe('ready');
      expect(info()?.problem).toBeTruthy();
      expect(named('Deployment', gone ?? '', 'flaky')).toBeDefined();
      await ask(admin, `${DEPLOYMENTS}/${gone ?? ''}`, { method: 'DELETE' });
      const scaled = { spec: { replicas: 1 } };
      await ask(admin, `${DEPLOYMENTS}/${changed ?? ''}`, { method: 'PATCH', body: scaled, headers: MERGE });
      await ask(admin, DEPLOYMENTS, { body: deployment(fresh ?? '', { replicas: 0 }) });
      if (forgotten) await server().forgetHistory();
      wire.mend();

      await expect.poll(() => info()?.state, { timeout: 10_000 }).toBe('ready');
      await vi.waitFor(
        () => {
          expect(named('Deployment', gone ?? '', 'flaky')).toBeUndefined();
          expect(named('Deployment', fresh ?? '', 'flaky')).toBeDefined();
          expect(named('Deployment', changed ?? '', 'flaky')).toMatchObject({ spec: { replicas: 1 } });
          expect(namesIn(connector.snapshot('flaky'))).toEqual(namesIn(connector.snapshot('whole')));
        },
        { timeout: 10_000 },
      );
    });
  });
}

async function soon(assertion: () => void): Promise<void> {
  await vi.waitFor(assertion, { timeout: VISIBLE_WITHIN, interval: 10 });
}

function ofApp<T extends { metadata: { labels: Record<string, string>; namespace: string } }>(
  objects: readonly T[],
  app: string,
): T[] {
  return objects.filter(({ metadata }) => metadata.labels.app === app && metadata.namespace === NAMESPACE);
}

function eventsOf({ objects }: ClusterSnapshot) {
  return objects.Event.filter(({ metadata }) => metadata.namespace === NAMESPACE);
}

/** Every object of the namespace but events and leases, as `kind/name`. */
function namesIn({ objects }: ClusterSnapshot): string[] {
  return Object.entries(objects)
    .filter(([kind]) => kind !== 'Event')
    .flatMap(([kind, list]) => list.map(({ metadata }) => ({ kind, ...metadata })))
    .filter(({ namespace }) => namespace === NAMESPACE)
    .map(({ kind, name }) => `${kind}/${name}`)
    .sort();
}
