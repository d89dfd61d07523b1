import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArgocdConnector } from '../../../src/connectors/argocd/index.ts';
import type { ArgocdConnector } from '../../../src/connectors/argocd/index.ts';

/** An Argo CD with an application that was synced. */
export interface ArgocdServer {
  url: string;
  token: string;
  application: string;
  now: number;
  /** Somebody makes four replicas of its Deployment, past Git, which says two; returns when Argo CD has seen it. */
  scaleByHand: () => Promise<void>;
  scaleBack: () => Promise<void>;
  stop: () => Promise<void>;
}

const MINUTE = 60_000;

/** Proves the wire protocol as far as Jamie reads it, and the connector on it. */
export function argocdContract(name: string, start: () => Promise<ArgocdServer>): void {
  describe(`Argo CD: ${name}`, () => {
    let server: ArgocdServer;
    let argocd: ArgocdConnector;
    const get = async (path: string, token: string | undefined = server.token) => {
      const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(`${server.url}${path}`, { headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const at = (): string => `/api/v1/applications/${server.application}`;

    beforeAll(async () => {
      server = await start();
      const { url, token } = server;
      let asked = 0;
      argocd = createArgocdConnector({
        settings: { instances: [{ name: 'main', url, token }] },
        now: () => server.now + MINUTE * asked++,
      });
    });
    afterAll(() => server.stop());

    test('refusals have the form of the gateway', async () => {
      expect(await get(at(), '')).toMatchObject({
        status: 401,
        body: { code: 16, message: 'no session information' },
      });
      expect(await get(at(), 'wrong')).toMatchObject({ status: 401, body: { code: 16 } });
      const none = await get('/api/v1/applications/no-such-application');
      expect([403, 404]).toContain(none.status);
      expect(Object.keys(none.body).sort()).toEqual(['code', 'error', 'message']);
      expect(await get('/api/version', '')).toMatchObject({
        status: 200,
        body: { Version: expect.stringMatching(/^v\d/) as string },
      });
    });

    test('an application has the fields that Jamie reads', async () => {
      const { body } = await get(at());
      expect(body).toMatchObject({
        metadata: { name: server.application, namespace: 'argocd' },
        spec: {
          project: expect.any(String) as string,
          destination: { namespace: expect.any(String) as string },
          source: { repoURL: expect.any(String) as string },
        },
        status: {
          sync: { revision: expect.stringMatching(/^[0-9a-f]{40}$/) as string },
          operationState: { phase: 'Succeeded', syncResult: { resources: expect.any(Array) as [] } },
        },
      });
      const list = await get('/api/v1/applications');
      expect((list.body.items as object[])[0]).toHaveProperty('status.health.status');
      const managed = await get(`${at()}/managed-resources`);
      for (const field of [
        'kind',
        'name',
        'liveState',
        'targetState',
        'normalizedLiveState',
        'predictedLiveState',
      ])
        expect((managed.body.items as object[])[0]).toHaveProperty(field);
      expect(((await get(`${at()}/resource-tree`)).body.nodes as object[])[0]).toHaveProperty('uid');
    });

    test('history has who wrote and who deployed what, newest first', async () => {
      const answer = await argocd.readHistory({ application: server.application });
      if (!answer.ok) throw new Error(answer.error.message);
      const [newest, ...older] = answer.value.history;
      expect(newest).toMatchObject({
        author: expect.any(String) as string,
        message: expect.any(String) as string,
        deployedAt: expect.stringMatching(/Z$/) as string,
      });
      for (const entry of older) expect((entry.deployedAt ?? '') < (newest?.deployedAt ?? '')).toBe(true);
    });

    test('a list is what is asked for', async () => {
      const names = async (query: string): Promise<unknown[]> => {
        const { body } = await get(`/api/v1/applications?${query}`);
        return ((body.items ?? []) as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name);
      };
      expect(await names('')).toContain(server.application);
      expect(await names(`name=${server.application}`)).toEqual([server.application]);
      expect(await names('projects=no-such-project')).toEqual([]);
      expect(await names('selector=no-such-label%3Dx')).toEqual([]);
    });

    test('a list may be asked for some fields only', async () => {
      const fields = [
        'metadata.name',
        'spec',
        'status.sync.status',
        'status.operationState.phase',
        'no.such',
      ];
      const query = fields.map((field) => `items.${field}`).join(',');
      const { body } = await get(`/api/v1/applications?name=${server.application}&fields=${query}`);
      const [item = {}] = body.items as Record<string, object>[];
      expect(Object.keys(item).sort()).toEqual(['metadata', 'spec', 'status']);
      expect(item.metadata).toEqual({ name: server.application });
      expect(item.status).toEqual({ sync: { status: 'Synced' }, operationState: { phase: 'Succeeded' } });
    });

    test('what the account may see is told with how well it is reached', async () => {
      const told = await argocd.listInstances({});
      if (!told.ok) throw new Error(told.error.message);
      const [instance] = told.value.instances;
      expect(instance).toMatchObject({ account: 'jamie', version: expect.stringMatching(/^v3\./) as string });
      expect(instance?.projects.length).toBeGreaterThan(0);
      expect(instance?.clusters[0]?.state).toBe('Successful');
    });

    test('an application is told whole, with the events of its syncs', async () => {
      const told = await argocd.readApplication({ application: server.application });
      if (!told.ok) throw new Error(told.error.message);
      const { application, policy, sources, operation, events, outOfSync, unhealthy } = told.value;
      expect(application).toMatchObject({ sync: 'Synced', health: 'Healthy', outOfSync: 0 });
      expect(application.images).toHaveLength(1);
      expect(sources[0]?.path).toMatch(/^apps\//);
      expect(policy).toMatch(/^Automatic: /);
      expect(operation).toMatchObject({ phase: 'Succeeded' });
      expect(events.map(({ reason }) => reason)).toContain('OperationCompleted');
      expect([...outOfSync, ...unhealthy]).toEqual([]);
    });

    test('who scales by hand is seen, and where; afterwards it is gone', async () => {
      await server.scaleByHand();
      const asked = { application: server.application };
      expect(await argocd.listApplications({ contains: server.application })).toMatchObject({
        value: { applications: [{ sync: 'OutOfSync', outOfSync: 1 }] },
      });
      expect(await argocd.diffApplication(asked)).toMatchObject({
        value: {
          objects: [{ kind: 'Deployment', differences: [{ path: 'spec.replicas', live: '4', wanted: '2' }] }],
        },
      });
      await server.scaleBack();
      expect(await argocd.diffApplication(asked)).toMatchObject({ value: { sync: 'Synced', objects: [] } });
    });

    test('what is in sync has no difference', async () => {
      expect(await argocd.diffApplication({ application: server.application })).toMatchObject({
        value: {
          instance: 'main',
          sync: 'Synced',
          objects: [],
          note: expect.stringContaining('No difference') as string,
        },
      });
      expect(await argocd.listInstances({})).toMatchObject({
        value: { instances: [{ name: 'main', unread: [] }], gaps: [] },
      });
    });
  });
}
