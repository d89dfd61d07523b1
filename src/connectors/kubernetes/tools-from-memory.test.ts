import { afterEach, expect, test } from 'vitest';
import { callTool } from '#connectors/kit';
import type { KubernetesConnector } from './connector.ts';
import { openings, pod } from './fixtures/open-connector.ts';

const { server: startServer, connect, closeAll } = openings();
afterEach(closeAll);

const call = async (connector: KubernetesConnector, name: string, input: object) => {
  const tool = connector.tools.find((one) => one.name === name);
  if (tool === undefined) throw new Error(`no tool ${name}`);
  const result = await callTool(tool, input, { now: Date.now });
  return result.ok ? result.value : result.error;
};

const owned = (kind: string, name: string, uid: string) => ({
  ownerReferences: [{ kind, name, uid, controller: true }],
});

test('relations are followed up to the first owner and down to the last dependent', async () => {
  const server = await startServer();
  const where = { namespace: 'web' };
  const spec = { replicas: 1, selector: {}, template: {} };
  server.put('deployments', { metadata: { ...where, name: 'cart', uid: 'd' }, spec });
  server.put('replicasets', {
    metadata: { ...where, name: 'cart-1', uid: 'r', ...owned('Deployment', 'cart', 'd') },
    spec,
  });
  for (const name of ['cart-1-a', 'cart-1-b'])
    server.put(
      'pods',
      pod(name, 'web', { metadata: { ...where, name, uid: name, ...owned('ReplicaSet', 'cart-1', 'r') } }),
    );
  server.put(
    'pods',
    pod('loner', 'web', {
      metadata: { ...where, name: 'loner', uid: 'l', ...owned('Rollout', 'gone', 'x') },
    }),
  );
  const connector = connect({ kubeconfigText: server.kubeconfig() });
  await connector.ready(5_000);
  const relations = (kind: string, name: string) =>
    call(connector, 'kubernetes_get_relations', { kind, name, ...where });
  expect(await relations('pod', 'cart-1-a')).toEqual({
    owners: [
      { kind: 'ReplicaSet', namespace: 'web', name: 'cart-1' },
      { kind: 'Deployment', namespace: 'web', name: 'cart' },
    ],
    dependents: [],
  });
  expect(await relations('Deployment', 'cart')).toEqual({
    owners: [],
    dependents: [
      { kind: 'ReplicaSet', namespace: 'web', name: 'cart-1', distance: 1 },
      { kind: 'Pod', namespace: 'web', name: 'cart-1-a', distance: 2 },
      { kind: 'Pod', namespace: 'web', name: 'cart-1-b', distance: 2 },
    ],
  });
  expect(await relations('Pod', 'loner')).toEqual({
    owners: [{ kind: 'Rollout', namespace: 'web', name: 'gone' }],
    dependents: [],
  });
  expect(await relations('Pod', 'nobody')).toMatchObject({ code: 'no-such-object' });
});

test('events are listed newest first, narrowed by what was asked', async () => {
  const server = await startServer();
  const put = (name: string, fields: object) =>
    server.put('events', {
      metadata: { name, namespace: 'web' },
      involvedObject: { kind: 'Pod', namespace: 'web', name: 'cart-0' },
      type: 'Warning',
      ...fields,
    });
  put('a', { reason: 'BackOff', lastTimestamp: '2026-01-01T00:01:00Z' });
  put('b', { reason: 'Pulled', type: 'Normal', lastTimestamp: '2026-01-01T00:03:00Z' });
  put('c', {
    reason: 'Failed',
    lastTimestamp: '2026-01-01T00:02:00Z',
    involvedObject: { kind: 'Node', name: 'n1' },
  });
  const connector = connect({ kubeconfigText: server.kubeconfig() });
  await connector.ready(5_000);
  const reasons = async (input: object) => {
    const { events, total } = (await call(connector, 'kubernetes_list_events', input)) as {
      events: { reason: string }[];
      total: number;
    };
    return [total, ...events.map(({ reason }) => reason)];
  };
  expect(await reasons({})).toEqual([3, 'Pulled', 'Failed', 'BackOff']);
  expect(await reasons({ warningsOnly: true, limit: 1 })).toEqual([2, 'Failed']);
  expect(await reasons({ kind: 'pod', name: 'cart-0' })).toEqual([2, 'Pulled', 'BackOff']);
  expect(await reasons({ cluster: 'fake', namespace: 'elsewhere' })).toEqual([0]);
});

test('clusters are told of without a question to any server', async () => {
  const server = await startServer();
  const connector = connect({ kubeconfigText: server.kubeconfig({ name: 'harbour-prod' }) });
  await connector.ready(5_000);
  const asked = server.seen.length;
  expect(await call(connector, 'kubernetes_list_clusters', {})).toEqual({
    clusters: [
      {
        name: 'harbour-prod',
        environment: 'prod',
        aliases: ['harbour'],
        isDefault: true,
        state: 'ready',
        version: 'v1.34.0',
      },
    ],
  });
  expect(server.seen.length).toBeLessThanOrEqual(asked + 2);
});
