import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ToolResult } from '#connectors/kit';
import type { KubernetesConnector } from '#connectors/kubernetes';
import { openConnector } from './connector-memory.ts';
import { kubeconfigOf } from './contract-server.ts';
import type { ContractServer } from './contract-server.ts';
import { ask, at } from './http-client.ts';
import { configMap, namespace, pod, widgetDefinition } from './manifests.ts';

const NAMESPACE = 'contract-asks';
const GROUP = 'asks.example.com';
const TALKER = { cluster: 'whole', namespace: NAMESPACE, pod: 'talker' };

/** What the connector asks the API server for when it is asked: logs, usage, any kind, access. */
export function connectorReads(server: () => ContractServer): void {
  describe('the connector asked', () => {
    let connector: KubernetesConnector;
    const start = Math.floor(Date.now() / 1000) * 1000;
    const line = (text: string, secondsAgo: number) => ({ at: new Date(start - secondsAgo * 1000), text });

    beforeAll(async () => {
      const { admin, restricted } = server();
      await ask(admin, '/api/v1/namespaces', { body: namespace(NAMESPACE) });
      const containers = ['app', 'side'].map((name) => ({ name, image: `nginx:1.27` }));
      const pods = `/api/v1/namespaces/${NAMESPACE}/pods`;
      await ask(admin, pods, { body: pod('talker', { spec: { containers } }) });
      const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
      await ask(admin, definitions, { body: widgetDefinition(GROUP) });
      await vi.waitFor(
        async () => expect(at((await ask(admin, `${pods}/talker`)).body, 'status.phase')).toBe('Running'),
        { timeout: 30_000, interval: 100 },
      );
      await server().writeLogs([
        {
          ...TALKER,
          container: 'app',
          lines: [
            line('GET /one 200', 3600),
            line('ERROR no route to db', 60),
            line('password=hunter2-hunter2', 30),
          ],
          previous: [line('panic: out of luck', 7200)],
        },
        { ...TALKER, container: 'side', lines: [line('beside', 10)] },
      ]);
      connector = openConnector(kubeconfigOf({ whole: admin, confined: restricted }));
      await connector.ready(20_000);
      await vi.waitFor(async () => expect(value(await connector.readLogs(TALKER)).lines).toHaveLength(4), {
        timeout: 30_000,
        interval: 200,
      });
    });
    afterAll(() => connector.close());

    const textsOf = async (request: object) =>
      value(await connector.readLogs({ ...TALKER, ...request })).lines.map(({ text }) => text);

    it('reads the logs of every container, each line with its time', async () => {
      const { lines, silent } = value(await connector.readLogs(TALKER));
      expect(lines[0]).toEqual({
        at: expect.stringContaining(new Date(start - 3600_000).toISOString().slice(0, 19)) as unknown,
        pod: 'talker',
        container: 'app',
        text: 'GET /one 200',
      });
      expect(lines.map(({ container }) => container)).toEqual(['app', 'app', 'app', 'side']);
      expect(silent).toEqual([]);
    });

    it('reads one container, the end, a while, the run before, and lines with a word', async () => {
      expect(await textsOf({ container: 'side' })).toEqual(['beside']);
      expect(await textsOf({ container: 'app', tail: 2 })).toHaveLength(2);
      expect(await textsOf({ container: 'app', sinceSeconds: 600 })).toHaveLength(2);
      expect(await textsOf({ container: 'app', previous: true })).toEqual(['panic: out of luck']);
      expect(await textsOf({ contains: 'no ROUTE' })).toEqual(['ERROR no route to db']);
    });

    it('blacks out secrets in logs', async () => {
      const result = await connector.readLogs({ ...TALKER, container: 'app' });
      expect(JSON.stringify(result)).not.toContain('hunter2');
      expect(result).toMatchObject({ ok: true, redacted: 1 });
    });

    it('says which container had no run before', async () => {
      const { lines, silent } = value(await connector.readLogs({ ...TALKER, previous: true }));
      expect(lines.map(({ container }) => container)).toEqual(['app']);
      expect(silent).toMatchObject([{ container: 'side' }]);
    });

    it('follows a log until it is told to stop', async () => {
      const stop = new AbortController();
      const seen: string[] = [];
      for await (const { text } of connector.followLogs(
        { ...TALKER, container: 'app', tail: 2 },
        stop.signal,
      )) {
        seen.push(text);
        if (seen.length === 2) stop.abort();
      }
      expect(seen[0]).toBe('ERROR no route to db');
    });

    it('says that a pod does not exist whose log is asked for', async () => {
      const { lines, silent } = value(await connector.readLogs({ ...TALKER, pod: 'nobody' }));
      expect(lines).toEqual([]);
      expect(silent).toMatchObject([{ reason: `There is no pod ${NAMESPACE}/nobody in whole.` }]);
    });

    it('knows the kinds, those of the users own included', async () => {
      const kinds = value(await connector.kinds('whole'));
      expect(kinds).toContainEqual({
        kind: 'Pod',
        plural: 'pods',
        shortNames: ['po'],
        group: '',
        namespaced: true,
      });
      expect(kinds).toContainEqual({
        kind: 'Deployment',
        plural: 'deployments',
        shortNames: ['deploy'],
        group: 'apps',
        namespaced: true,
      });
      expect(kinds).toContainEqual({
        kind: 'Widget',
        plural: 'widgets',
        shortNames: ['wd'],
        group: GROUP,
        namespaced: true,
      });
    });

    it('lists and gets objects of the users own kind by any of its names', async () => {
      const body = { apiVersion: `${GROUP}/v1`, kind: 'Widget', metadata: { name: 'w1' }, spec: { size: 3 } };
      await ask(server().admin, `/apis/${GROUP}/v1/namespaces/${NAMESPACE}/widgets`, { body });
      for (const kind of ['Widget', 'widgets', 'wd', `widgets.${GROUP}`]) {
        const listed = value(await connector.listAny({ cluster: 'whole', kind, namespace: NAMESPACE }));
        expect(listed).toMatchObject({
          kind: 'Widget',
          items: [{ metadata: { name: 'w1' }, spec: { size: 3 } }],
        });
      }
      const one = await connector.getAny({
        cluster: 'whole',
        kind: 'Widget',
        namespace: NAMESPACE,
        name: 'w1',
      });
      expect(value(one)).toMatchObject({ kind: 'Widget', metadata: { name: 'w1' }, spec: { size: 3 } });
      expect(at(value(one), 'metadata.managedFields')).toBeUndefined();
    });

    it('lists by label', async () => {
      const maps = `/api/v1/namespaces/${NAMESPACE}/configmaps`;
      await ask(server().admin, maps, { body: configMap('red', {}, { colour: 'red' }) });
      await ask(server().admin, maps, { body: configMap('blue', {}, { colour: 'blue' }) });
      const request = {
        cluster: 'whole',
        kind: 'cm',
        namespace: NAMESPACE,
        labelSelector: 'colour in (red)',
      };
      const { items } = value(await connector.listAny(request));
      expect(items.map((item) => at(item, 'metadata.name'))).toEqual(['red']);
    });

    it('hides the values of secrets', async () => {
      const stringData = { password: 'correct-horse' };
      const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'hidden' }, stringData };
      await ask(server().admin, `/api/v1/namespaces/${NAMESPACE}/secrets`, { body: secret });
      const ref = { cluster: 'whole', kind: 'Secret', namespace: NAMESPACE, name: 'hidden' };
      const shown = value(await connector.getAny(ref));
      expect(Object.keys(at(shown, 'data') as object)).toEqual(['password']);
      expect(JSON.stringify(shown)).not.toContain('correct-horse');
      expect(JSON.stringify(shown)).not.toContain(Buffer.from('correct-horse').toString('base64'));
    });

    it('says that there is no such object, or no such kind', async () => {
      const missing = await connector.getAny({
        cluster: 'whole',
        kind: 'Pod',
        namespace: NAMESPACE,
        name: 'nobody',
      });
      expect(missing).toMatchObject({ ok: false });
      if (!missing.ok) expect(missing.error.message).toContain('nobody');
      const unknown = await connector.listAny({ cluster: 'whole', kind: 'sprockets' });
      expect(unknown).toMatchObject({ ok: false });
      if (!unknown.ok) expect(unknown.error.message).toContain('sprockets');
    });

    it('knows what the account may do', async () => {
      const { namespace: own } = server().restricted;
      const may = async (cluster: string, verb: string, rest: object) =>
        value(await connector.canI({ cluster, verb, resource: 'pods', ...rest })).allowed;
      expect(await may('whole', 'delete', { namespace: 'default' })).toBe(true);
      expect(await may('confined', 'list', { namespace: own })).toBe(true);
      expect(await may('confined', 'get', { namespace: own, resource: 'pods/log' })).toBe(true);
      expect(await may('confined', 'list', { namespace: 'default' })).toBe(false);
      expect(await may('confined', 'list', { resource: 'nodes' })).toBe(false);
      expect(await may('confined', 'list', { resource: 'deploy', namespace: own })).toBe(true);
    });

    it('is refused in words where the account may not look', async () => {
      const refused = await connector.listAny({ cluster: 'confined', kind: 'Pod', namespace: 'kube-system' });
      expect(refused).toMatchObject({ ok: false, error: { retryable: false } });
    });

    it('measures pods and nodes', async () => {
      await vi.waitFor(
        async () => {
          const pods = value(await connector.podUsage('whole', NAMESPACE));
          expect(pods).toMatchObject([
            { namespace: NAMESPACE, name: 'talker', containers: [{ name: 'app' }, { name: 'side' }] },
          ]);
          expect(pods[0]?.memory).toBeGreaterThan(1024 * 1024);
          expect(pods[0]?.cpu).toBeGreaterThan(0);
          expect(pods[0]?.cpu).toBeLessThan(64);
        },
        { timeout: 90_000, interval: 500 },
      );
      await vi.waitFor(
        async () => {
          const nodes = value(await connector.nodeUsage('whole'));
          const known = connector.snapshot('whole').objects.Node.map(({ metadata }) => metadata.name);
          expect(nodes.length).toBeGreaterThan(0);
          for (const { name } of nodes) expect(known).toContain(name);
        },
        { timeout: 30_000, interval: 500 },
      );
    }, 150_000);
  });
}

/** The value of a result; it fails with the error's own words. */
function value<T>(result: ToolResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
