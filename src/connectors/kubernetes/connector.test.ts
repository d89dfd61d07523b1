import { afterEach, describe, expect, test } from 'vitest';
import type { KubernetesConnector } from './connector.ts';
import { refuse } from './fixtures/fake-api-server.ts';
import type { FakeApiServer } from './fixtures/fake-api-server.ts';
import { openings, pod } from './fixtures/open-connector.ts';

const { server: startServer, connect, closeAll } = openings();
afterEach(closeAll);

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

  test('is given up for a new list when its resource version has expired', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    await expect.poll(() => server.watches('pods').length).toBe(1);
    const lists = podLists(server).length;
    const gone = {
      type: 'ERROR',
      object: { kind: 'Status', code: 410, message: 'too old resource version' },
    };
    server.watches('pods')[0]?.write(`${JSON.stringify(gone)}\n`);
    await expect.poll(() => podLists(server).length).toBe(lists + 1);
    await expect.poll(() => server.watches('pods').length).toBe(1);
    server.put('pods', pod('cart-1'));
    await expect.poll(() => names(connector)).toEqual(['cart-0', 'cart-1']);
  });

  test('is resumed, and at last listed anew, when it writes what is no event', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    let malformed = 0;
    server.intercept(({ path, query }, response) => {
      if (path !== '/api/v1/pods' || !query.has('watch') || malformed >= 3) return false;
      malformed += 1;
      response.write('{"type":"ADDED","object":\n');
      return true;
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await expect.poll(() => malformed).toBe(3);
    await expect.poll(() => podLists(server).length).toBe(2);
    await expect.poll(() => server.watches('pods').length).toBe(1);
    expect(names(connector)).toEqual(['cart-0']);
  });

  test('keeps its objects, and says how old they are, while the server stalls', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    await expect.poll(() => server.watches('pods').length).toBe(1);
    const stop = server.intercept(() => true);
    const staleness = () => {
      const { takenAt, currentAsOf } = connector.snapshot('fake');
      return takenAt - currentAsOf;
    };
    await expect.poll(() => connector.clusters()[0]?.state, { timeout: 5_000 }).toBe('unreachable');
    expect(staleness()).toBeGreaterThan(500);
    expect(names(connector)).toEqual(['cart-0']);
    expect(connector.clusters()[0]?.problem).toMatch(/does not answer|did not answer/);
    stop();
    await expect.poll(() => connector.clusters()[0]?.state, { timeout: 5_000 }).toBe('ready');
    await expect.poll(staleness, { timeout: 10_000 }).toBeLessThan(500);
  });

  test('is opened anew when it has been silent for too long', async () => {
    const server = await startServer();
    const connector = connect({ kubeconfigText: server.kubeconfig(), timings: { silentMs: 200 } });
    await connector.ready(5_000);
    await expect.poll(() => podWatches(server).length).toBeGreaterThan(2);
    expect(podLists(server).length).toBe(1);
  });
});

describe('a server in difficulties', () => {
  test('that forgets at once is not asked without pause', async () => {
    const server = await startServer();
    server.intercept(
      ({ path, query }, response) =>
        path === '/api/v1/pods' && query.has('watch') && refuse(response, 410, 'too old'),
    );
    const connector = connect({
      kubeconfigText: server.kubeconfig(),
      timings: { backoffMs: 100, backoffMaxMs: 10_000 },
    });
    await connector.ready(5_000);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(podLists(server).length).toBeGreaterThan(1);
    expect(podLists(server).length).toBeLessThan(8);
  });

  test('that no longer lets a kind be watched has it marked as out of date', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    await expect.poll(() => server.watches('pods').length).toBe(1);
    const mend = server.intercept(
      ({ path, query }, response) =>
        path === '/api/v1/pods' && query.has('watch') && refuse(response, 500, 'etcd is away'),
    );
    server.watches('pods')[0]?.destroy();
    await expect
      .poll(() => connector.clusters()[0])
      .toMatchObject({ state: 'partial', problem: 'The pods may be out of date: etcd is away' });
    expect(names(connector)).toEqual(['cart-0']);
    mend();
    await expect.poll(() => connector.clusters()[0]?.state).toBe('ready');
  });

  test('that answers 429 is asked again after as long as it says', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    const asked: number[] = [];
    server.intercept(({ path, query }, response) => {
      if (path !== '/api/v1/pods' || query.has('watch')) return false;
      asked.push(Date.now());
      if (asked.length > 1) return false;
      response.setHeader('retry-after', '1');
      return refuse(response, 429, 'too many requests');
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    expect(names(connector)).toEqual(['cart-0']);
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(950);
  });

  test('that fails for one kind is partly readable, and the kind is not taken for empty', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    const mend = server.intercept(
      ({ path }, response) => path.endsWith('/services') && refuse(response, 500, 'etcd is away'),
    );
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(10_000);
    expect(connector.clusters()[0]).toMatchObject({
      state: 'partial',
      problem: 'The services could not be read: etcd is away',
    });
    expect(names(connector)).toEqual(['cart-0']);
    expect(connector.snapshot('fake').unseen).toContainEqual({
      kind: 'Service',
      reason: 'unreachable',
      message: 'The services could not be read: etcd is away',
    });
    mend();
    await expect.poll(() => connector.clusters()[0]?.state, { timeout: 10_000 }).toBe('ready');
  });

  test('that is not there does not hold up the others', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    const both = JSON.stringify({
      'current-context': 'good',
      clusters: [
        { name: 'good', cluster: { server: server.url } },
        { name: 'gone', cluster: { server: 'http://127.0.0.1:9' } },
      ],
      users: [{ name: 'me', user: { token: 'let-me-in' } }],
      contexts: ['gone', 'good', 'torn'].map((name) => ({ name, context: { cluster: name, user: 'me' } })),
    });
    const connector = connect({ kubeconfigText: both });
    await connector.ready(5_000);
    expect(connector.clusters().map(({ name, state, isDefault }) => ({ name, state, isDefault }))).toEqual([
      { name: 'gone', state: 'unreachable', isDefault: false },
      { name: 'good', state: 'ready', isDefault: true },
      { name: 'torn', state: 'unreachable', isDefault: false },
    ]);
    expect(names(connector, 'good')).toEqual(['cart-0']);
    expect(() => connector.snapshot('gone')).toThrow(
      /Nothing of gone can be read: .* cannot be reached: the connection is refused/,
    );
    expect(() => connector.snapshot('torn')).toThrow(
      /names the cluster "torn", which the kubeconfig does not have/,
    );
    expect(() => connector.snapshot('goood')).toThrow(
      /There is no cluster called "goood". Known: gone, good, torn/,
    );
  });

  test('that serves nothing of the API is out of reach, not an empty cluster', async () => {
    const server = await startServer();
    const mend = server.intercept((_seen, response) => refuse(response, 404, ''));
    const connector = connect({ kubeconfigText: server.kubeconfig(), timings: { recheckMs: 50 } });
    await connector.ready(5_000);
    expect(connector.clusters()[0]).toMatchObject({ state: 'unreachable' });
    expect(connector.clusters()[0]?.problem).toContain(`${server.url} serves none of the Kubernetes API`);
    mend();
    await expect.poll(() => connector.clusters()[0]?.state, { timeout: 5_000 }).toBe('ready');
  });

  test('an object that is not what it should be is left out and counted', async () => {
    const server = await startServer();
    server.put('pods', pod('cart-0'));
    server.put('pods', pod('odd', 'web', { spec: { containers: 'none' } }));
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    expect(names(connector)).toEqual(['cart-0']);
    expect(connector.clusters()[0]).toMatchObject({ state: 'ready', skipped: 1 });
  });
});
