import { afterEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { callTool } from '#connectors/kit';
import { refuse } from './fixtures/fake-api-server.ts';
import type { FakeApiServer, Seen } from './fixtures/fake-api-server.ts';
import { openings, pod } from './fixtures/open-connector.ts';

const { server: startServer, connect, closeAll } = openings();
afterEach(closeAll);

const json = (server: FakeApiServer, path: string, value: unknown) =>
  server.intercept((seen, response) => {
    if (seen.path !== path) return false;
    response.end(typeof value === 'string' ? value : JSON.stringify(value));
    return true;
  });

const resource = (plural: string, kind: string, extra: object = {}) => ({
  resource: plural,
  responseKind: { kind },
  scope: 'Namespaced',
  singularResource: kind.toLowerCase(),
  shortNames: [],
  verbs: ['get', 'list', 'watch'],
  ...extra,
});

/** A server that knows pods, secrets, config maps, deployments and a custom resource of two groups. */
async function startWithDiscovery(): Promise<FakeApiServer> {
  const server = await startServer();
  const group = (name: string, resources: object[], version = 'v1') => ({
    metadata: { name },
    versions: [{ version, resources }],
  });
  const core = [
    resource('pods', 'Pod', { shortNames: ['po'] }),
    resource('secrets', 'Secret'),
    resource('configmaps', 'ConfigMap', { shortNames: ['cm'] }),
    resource('bindings', 'Binding', { verbs: ['create'] }),
  ];
  json(server, '/api', { kind: 'APIGroupDiscoveryList', items: [group('', core)] });
  const groups = [
    group('apps', [resource('deployments', 'Deployment', { shortNames: ['deploy'] })]),
    group('shop.example.com', [resource('carts', 'Cart')], 'v1alpha1'),
    group('other.example.com', [resource('carts', 'Cart')]),
    group('metrics.k8s.io', [resource('pods', 'PodMetrics')], 'v1beta1'),
  ];
  json(server, '/apis', { kind: 'APIGroupDiscoveryList', items: groups });
  return server;
}

describe('every tool', () => {
  test('is declared so that people and models can use it', async () => {
    const server = await startServer();
    const { tools } = connect({ kubeconfigText: server.kubeconfig() });
    expect(tools.map(({ name }) => name)).toEqual([
      'kubernetes_list_clusters',
      'kubernetes_list_kinds',
      'kubernetes_list_objects',
      'kubernetes_get_object',
      'kubernetes_get_relations',
      'kubernetes_list_events',
      'kubernetes_read_logs',
      'kubernetes_get_usage',
      'kubernetes_can_i',
    ]);
    for (const tool of tools) {
      expect(tool.name).toMatch(/^kubernetes_[a-z]+(_[a-z]+)+$/);
      expect(tool.description.length, tool.name).toBeGreaterThan(60);
      expect(tool.effect).toBe('read');
      expect(tool.deadlineMs).toBeGreaterThan(0);
      expect(tool.deadlineMs).toBeLessThanOrEqual(60_000);
      expect(z.toJSONSchema(tool.input, { io: 'input' }).type, tool.name).toBe('object');
      expect(z.toJSONSchema(tool.output, { io: 'output' }).type, tool.name).toBe('object');
    }
  });

  test('refuses an input of the wrong shape and names the field', async () => {
    const server = await startServer();
    const { tools } = connect({ kubeconfigText: server.kubeconfig() });
    const needing = tools.filter(
      (tool) => (z.toJSONSchema(tool.input, { io: 'input' }).required ?? []).length > 0,
    );
    expect(needing.length).toBeGreaterThan(4);
    for (const tool of needing) {
      const [field = ''] = z.toJSONSchema(tool.input, { io: 'input' }).required ?? [];
      const result = await callTool(tool, {}, { now: Date.now });
      expect(result).toMatchObject({ ok: false, error: { code: 'bad-input', retryable: false } });
      expect(!result.ok && result.error.message, tool.name).toContain(`${field}:`);
    }
  });
});

describe('any kind', () => {
  test('is found by kind, plural, short name and group, and the core one wins', async () => {
    const server = await startWithDiscovery();
    server.put('pods', pod('cart-0'));
    server.put('deployments', { metadata: { name: 'cart', namespace: 'web', managedFields: [{}] } });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    for (const kind of ['Pod', 'pods', 'po', 'PODS']) {
      const result = await connector.listAny({ cluster: 'fake', kind });
      expect(result, kind).toMatchObject({ ok: true, value: { kind: 'Pod', total: 1, more: false } });
    }
    for (const kind of ['deploy', 'deployments.apps', 'deployments.v1.apps'])
      expect(await connector.listAny({ cluster: 'fake', kind, namespace: 'web' }), kind).toMatchObject({
        ok: true,
      });
    const [deployment] = server.seen.filter(
      ({ path }) => path === '/apis/apps/v1/namespaces/web/deployments',
    );
    expect(deployment?.query.get('limit')).toBe('500');
  });

  test('that two groups have must be told apart, and an unknown one brings near ones', async () => {
    const server = await startWithDiscovery();
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    const error = async (kind: string) => {
      const result = await connector.listAny({ cluster: 'fake', kind });
      return result.ok ? undefined : `${result.error.code}: ${result.error.message}`;
    };
    expect(await error('cart')).toBe(
      'ambiguous-kind: "cart" may mean carts.shop.example.com, carts.other.example.com.',
    );
    expect(await error('carts.shop.example.com')).toBeUndefined();
    expect(await error('deploymnet')).toMatch(/^unknown-kind: .* Did you mean Deployment/);
    expect(await error('bindings')).toMatch(/^verb-not-served/);
  });

  test('is found without the aggregated discovery too', async () => {
    const server = await startServer();
    const groups = [
      { name: 'shop.example.com', preferredVersion: { version: 'v2' }, versions: [{ version: 'v2' }] },
    ];
    json(server, '/api', { kind: 'APIVersions', versions: ['v1'] });
    json(server, '/apis', {
      kind: 'APIGroupList',
      groups: [...groups, { name: 'down.example.com', versions: [{ version: 'v1' }] }],
    });
    json(server, '/api/v1', {
      resources: [
        { name: 'pods', kind: 'Pod', namespaced: true, verbs: ['list'] },
        { name: 'pods/log', kind: 'Pod', namespaced: true, verbs: ['get'] },
      ],
    });
    json(server, '/apis/shop.example.com/v2', {
      resources: [{ name: 'carts', kind: 'Cart', namespaced: false, verbs: ['list'] }],
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    const result = await connector.kinds('fake');
    expect(
      result.ok && result.value.map(({ plural, group, namespaced }) => [plural, group, namespaced]),
    ).toEqual([
      ['pods', '', true],
      ['carts', 'shop.example.com', false],
    ]);
  });

  test('never shows the values of secrets', async () => {
    const server = await startWithDiscovery();
    const value = Buffer.from('correct horse').toString('base64');
    const annotations = {
      'kubectl.kubernetes.io/last-applied-configuration': `{"stringData":{"password":"${value}"}}`,
    };
    const secret = { metadata: { name: 'db', namespace: 'web', annotations }, data: { password: value } };
    const env = [
      { name: 'DB_PASSWORD', value: 'correct horse' },
      { name: 'MODE', value: 'fast' },
    ];
    server.put('secrets', secret);
    json(server, '/api/v1/namespaces/web/secrets/db', { kind: 'Secret', ...secret });
    json(server, '/apis/apps/v1/namespaces/web/deployments/cart', {
      kind: 'Deployment',
      metadata: { name: 'cart', managedFields: [{ manager: 'me' }] },
      spec: { template: { spec: { containers: [{ name: 'app', env }] } } },
    });
    json(server, '/api/v1/namespaces/web/configmaps/app', {
      kind: 'ConfigMap',
      metadata: { name: 'app' },
      data: { 'api-key': 'correct horse', colour: 'blue' },
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    const get = (kind: string, name: string) =>
      connector.getAny({ cluster: 'fake', kind, namespace: 'web', name });
    const all = [
      await connector.listAny({ cluster: 'fake', kind: 'Secret' }),
      await get('Secret', 'db'),
      await get('Deployment', 'cart'),
      await get('cm', 'app'),
    ];
    expect(all.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    const shown = JSON.stringify(all);
    expect(shown).not.toContain('correct horse');
    expect(shown).not.toContain(value);
    expect(shown).not.toContain('managedFields');
    expect(shown).toContain('(hidden, 13 bytes)');
    expect(shown).toContain('"value":"fast"');
    expect(shown).toContain('"colour":"blue"');
  });

  test('by a name that could not be one is refused before anything is asked', async () => {
    const server = await startWithDiscovery();
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    await connector.ready(5_000);
    const before = server.seen.length;
    for (const name of ['../../secrets', '..', '.', 'a/b', 'a%2fb', 'a b', 'a\u0000', 'x'.repeat(254)]) {
      const result = await connector.getAny({ cluster: 'fake', kind: 'Pod', namespace: 'web', name });
      expect(result, name).toMatchObject({ ok: false, error: { retryable: false } });
      expect(!result.ok && ['bad-name', 'bad-input'].includes(result.error.code), name).toBe(true);
    }
    const odd = await connector.getAny({
      cluster: 'fake',
      kind: 'Pod',
      namespace: 'web/../kube-system',
      name: 'a',
    });
    expect(odd).toMatchObject({ ok: false, error: { code: 'bad-name' } });
    const asked = server.seen.slice(before).map(({ path }) => path);
    expect(asked.filter((path) => path.includes('namespaces/'))).toEqual([]);
    const role = await connector.getAny({
      cluster: 'fake',
      kind: 'Pod',
      namespace: 'web',
      name: 'system:node.*[a]',
    });
    expect(role).toMatchObject({ ok: false, error: { code: 'no-such-object' } });
    expect(server.seen.map(({ path }) => path)).toContain(
      '/api/v1/namespaces/web/pods/system%3Anode.*%5Ba%5D',
    );
  });
});

describe('usage and access', () => {
  test('usage is read in cores and bytes', async () => {
    const server = await startWithDiscovery();
    json(server, '/apis/metrics.k8s.io/v1beta1/pods', {
      items: [
        {
          metadata: { name: 'cart-0', namespace: 'web' },
          containers: [
            { name: 'app', usage: { cpu: '250m', memory: '64Mi' } },
            { name: 'proxy', usage: { cpu: '1500000n', memory: '1000k' } },
          ],
        },
      ],
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    expect(await connector.podUsage('fake')).toMatchObject({
      ok: true,
      value: [
        {
          namespace: 'web',
          name: 'cart-0',
          cpu: 0.2515,
          memory: 64 * 2 ** 20 + 1e6,
          containers: [{ cpu: 0.25 }, { memory: 1e6 }],
        },
      ],
    });
    expect(await connector.nodeUsage('fake')).toMatchObject({ ok: true, value: [] });
    server.intercept(
      ({ path }, response) =>
        path.startsWith('/apis/metrics.k8s.io') && refuse(response, 404, '404 page not found'),
    );
    expect(await connector.nodeUsage('fake')).toMatchObject({
      ok: false,
      error: { code: 'metrics-unavailable', retryable: false },
    });
  });

  test('can-i asks for the right resource however it is written', async () => {
    const server = await startWithDiscovery();
    const asked: unknown[] = [];
    server.intercept(({ path, body }: Seen, response) => {
      if (!path.endsWith('/selfsubjectaccessreviews')) return false;
      asked.push((body as { spec: { resourceAttributes: unknown } }).spec.resourceAttributes);
      response.end(JSON.stringify({ status: { allowed: false, reason: '' } }));
      return true;
    });
    const connector = connect({ kubeconfigText: server.kubeconfig() });
    for (const words of ['deploy', 'apps/deployments', 'pods/log', 'apps/deployments/scale'])
      expect(
        await connector.canI({ cluster: 'fake', verb: 'get', resource: words, namespace: 'web' }),
      ).toMatchObject({
        ok: true,
        value: { allowed: false, reason: 'No rule of the cluster allows it.' },
      });
    expect(asked).toMatchObject([
      { group: 'apps', resource: 'deployments' },
      { group: 'apps', resource: 'deployments' },
      { group: '', resource: 'pods', subresource: 'log' },
      { group: 'apps', resource: 'deployments', subresource: 'scale' },
    ]);
  });
});
