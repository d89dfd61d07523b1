import { afterEach, describe, expect, test } from 'vitest';
import { createKubernetesConnector } from './connector.ts';
import type { KubernetesConnector, KubernetesConnectorDeps } from './connector.ts';
import { refuse, startFakeApiServer } from './fixtures/fake-api-server.ts';
import type { FakeApiServer } from './fixtures/fake-api-server.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined };
const FAST = {
  backoffMs: 20,
  backoffMaxMs: 100,
  probeMs: 60,
  probeDeadlineMs: 300,
  headMs: 400,
  certificatesDelayMs: 10,
};
const opened: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function startServer(): Promise<FakeApiServer> {
  const server = await startFakeApiServer();
  opened.push(server);
  return server;
}

function connect(deps: Partial<KubernetesConnectorDeps>): KubernetesConnector {
  const { timings, ...rest } = deps;
  const connector = createKubernetesConnector({
    now: Date.now,
    log: silent,
    timings: { ...FAST, ...timings },
    ...rest,
  });
  opened.unshift(connector);
  return connector;
}

const pod = (name: string, namespace = 'web', fields: object = {}) => ({
  metadata: { name, namespace },
  spec: { containers: [{ name: 'app', image: 'shop/cart:1' }] },
  status: { phase: 'Running' },
  ...fields,
});

const names = (connector: KubernetesConnector, cluster = 'fake') =>
  connector.snapshot(cluster).objects.Pod.map(({ metadata }) => metadata.name);

const podWatches = (server: FakeApiServer) =>
  server.seen.filter(({ path, query }) => path === '/api/v1/pods' && query.get('watch') === 'true');
const podLists = (server: FakeApiServer) =>
  server.seen.filter(({ path, query }) => path === '/api/v1/pods' && !query.has('watch'));

describe('the watch cache', () => {
  test('lists every kind and then sees what is added, changed and deleted', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    expect(connector.clusters()).toMatchObject([
      { name: 'fake', state: 'ready', version: 'v1.34.0', isDefault: true },
    ]);
    expect(names(connector)).toEqual(['cart-0']);
    await expect.poll(() => server.watches('pods').length).toBe(1);

    server.put('pods', pod('cart-1'));
    server.put('pods', pod('cart-0', 'web', { status: { phase: 'Failed' } }));
    await expect.poll(() => names(connector)).toEqual(['cart-0', 'cart-1']);
    expect(connector.snapshot('fake').objects.Pod[0]?.status.phase).toBe('Failed');
    server.remove('pods', 'cart-0', 'web');
    await expect.poll(() => names(connector)).toEqual(['cart-1']);
  });

  test('a kind that is not served is told apart from one that is empty', async () => {
    const server = await startServer();
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    const { unseen, objects } = connector.snapshot('fake');
    expect(unseen.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual([
      'GatewayClass not-served',
      'Gateway not-served',
      'HTTPRoute not-served',
    ]);
    expect(objects.Deployment).toEqual([]);
  });

  test('the snapshot is the same object until something changes, and lists of other kinds stay the same even then', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    const connector = connect({ kubeconfigText: server.kubeconfig(), now: () => 1_000_000 });
    await connector.ready(5_000);
    await expect.poll(() => server.watches('pods').length).toBe(1);
    const before = connector.snapshot('fake');
    expect(connector.snapshot('fake')).toBe(before);
    server.put('pods', pod('cart-1'));
    await expect.poll(() => names(connector).length).toBe(2);
    const after = connector.snapshot('fake');
    expect(after).not.toBe(before);
    expect(after.objects.Node).toBe(before.objects.Node);
  });

  test('pages a long list and survives its expiry between two pages', async () => {
    const server = await startServer();
    for (let index = 0; index < 1_200; index += 1) server.put('pods', pod(`cart-${index}`));
    let expired = 0;
    server.intercept(({ path, query }, response) => {
      if (path !== '/api/v1/pods' || query.get('continue') !== '500' || expired > 0) return false;
      expired += 1;
      return refuse(response, 410, 'The provided continue parameter is too old');
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(10_000);
    expect(names(connector).length).toBe(1_200);
    expect(expired).toBe(1);
    expect(podLists(server).map(({ query }) => query.get('limit'))).toEqual(Array(5).fill('500'));
  });
});

describe('a watch that ends', () => {
  test('is resumed from the last resource version when the connection drops in the middle of an object', async () => {
    const server = await startServer();
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    await expect.poll(() => server.watches('pods').length).toBe(1);
    server.put('pods', pod('cart-0'));
    await expect.poll(() => names(connector)).toEqual(['cart-0']);
    const listsBefore = podLists(server).length;
    const [watch] = server.watches('pods');
    watch?.write('{"type":"ADDED","object":{"metadata":{"na');
    watch?.destroy();
    await expect.poll(() => podWatches(server).length).toBe(2);
    await expect.poll(() => server.watches('pods').length).toBe(1);
    server.put('pods', pod('cart-1'));
    await expect.poll(() => names(connector)).toEqual(['cart-0', 'cart-1']);
    expect(podLists(server).length).toBe(listsBefore);
    expect(podWatches(server)[1]?.query.get('resourceVersion')).toBe('101');
  });
});
