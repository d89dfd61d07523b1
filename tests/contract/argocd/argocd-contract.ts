import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createArgocdConnector } from '../../../src/connectors/argocd/index.ts';
import type { ArgocdConnector } from '../../../src/connectors/argocd/index.ts';

/** An Argo CD with an application that was synced. */
export interface ArgocdServer {
  url: string;
  token: string;
  application: string;
  now: number;
  stop: () => Promise<void>;
}

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
      argocd = createArgocdConnector({
        settings: { instances: [{ name: 'main', url, token }] },
        now: () => server.now,
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
