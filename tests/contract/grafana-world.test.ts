import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DASHBOARDS } from '../../lab/world/grafana/dashboards.ts';
import { startWorld } from '../../lab/world/index.ts';
import type { World } from '../../lab/world/index.ts';
import { createGrafanaConnector } from '../../src/connectors/grafana/index.ts';
import type { GrafanaConnector } from '../../src/connectors/grafana/index.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
let world: World;
let grafana: GrafanaConnector;

beforeAll(async () => {
  world = await startWorld({ clock: 'manual', now: NOW });
  grafana = createGrafanaConnector({
    settings: { url: world.systems.grafana, token: 'lab' },
    now: () => NOW,
  });
});
afterAll(() => world.close());

/** A page of the API as it comes over the wire. */
async function page(path: string, token = 'lab'): Promise<{ status: number; body: unknown }> {
  const response = await fetch(world.systems.grafana + path, {
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: response.status, body: await response.json() };
}

describe('the wire', () => {
  test('says who it is without a token, and refuses the rest', async () => {
    const health = await fetch(`${world.systems.grafana}/api/health`);
    expect(await health.json()).toMatchObject({ database: 'ok', version: expect.any(String) as string });
    const refused = await fetch(`${world.systems.grafana}/api/search`);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ message: 'Unauthorized', statusCode: 401 });
  });

  test('finds by title, tag and page, and gives folders and data sources', async () => {
    expect((await page('/api/search?query=CHECK')).body).toMatchObject([
      {
        uid: 'svc-checkout',
        type: 'dash-db',
        folderTitle: 'Services',
        url: '/d/svc-checkout/checkout-service',
      },
    ]);
    expect((await page('/api/search?tag=service&tag=basket')).body).toHaveLength(3);
    expect((await page('/api/search?limit=1&page=2')).body).toHaveLength(1);
    expect((await page('/api/folders')).body).toContainEqual(expect.objectContaining({ title: 'Services' }));
    expect((await page('/api/datasources')).body).toMatchObject([{ type: 'prometheus', isDefault: true }]);
    expect(await page('/api/dashboards/uid/nowhere')).toMatchObject({
      status: 404,
      body: { message: 'Dashboard not found' },
    });
  });

  test('every panel asks for metrics that Prometheus has', async () => {
    const names = await fetch(`${world.systems.prometheus}/api/v1/label/__name__/values`);
    const { data } = (await names.json()) as { data: string[] };
    const known = new Set([...data, 'ALERTS']);
    const asked = DASHBOARDS.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries)).flatMap(
      (query) => [...query.matchAll(/([a-zA-Z_:][\w:]*)\{/g)].map(([, name = '']) => name),
    );
    expect(asked.length).toBeGreaterThan(50);
    expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual(
      ['service:http_errors:ratio_rate5m', 'service:http_request_duration_seconds:p95_5m'].filter(
        (name) => !known.has(name),
      ),
    );
  });
});

describe('the connector', () => {
  test('finds dashboards by words and by service', async () => {
    expect(await grafana.searchDashboards({ text: 'nodes' })).toMatchObject({
      value: { dashboards: [{ uid: 'k8s-nodes', title: 'Kubernetes / Nodes' }] },
    });
    expect(await grafana.searchDashboards({ service: 'auth-api' })).toMatchObject({
      value: { total: 1, dashboards: [{ title: 'auth-api service', folder: 'Services' }] },
    });
    expect(await grafana.searchDashboards({ text: 'mainframe' })).toMatchObject({
      value: { total: 0, note: expect.stringContaining('None of the') as string },
    });
  });

  test('reads panels in folded rows too', async () => {
    const read = await grafana.readDashboard({ uid: 'svc-orders' });
    const titles = read.ok ? read.value.panels.map(({ title }) => title) : [];
    expect(titles).toContain('Error rate');
    expect(titles).toContain('Database connections in use');
    expect(titles).not.toContain('More');
    expect(await grafana.readDashboard({ uid: 'nowhere' })).toMatchObject({
      error: { code: 'not-in-grafana', message: 'Grafana says: Dashboard not found.' },
    });
  });

  test.each([
    ['error rate', 'checkout', 'checkout service', 'Error rate'],
    ['latency', 'auth-api', 'auth-api service', 'Latency (p50, p95, p99)'],
    ['memory', 'cart', 'cart service', 'Memory by pod'],
    ['db_pool_connections_in_use', 'orders', 'orders service', 'Database connections in use'],
    ['restarts', 'search', 'search service', 'Container restarts'],
    ['disk', undefined, 'Kubernetes / Nodes', 'Disk free by node'],
  ])('knows which panel shows %s of %s', async (...[text, service, dashboard, title]) => {
    const found = await grafana.findPanels({ text, service });
    expect(found.ok && found.value.panels[0]).toMatchObject({ dashboard, title });
  });

  test('links to a panel at its time with its variables', async () => {
    const window = { start: '2026-11-20T12:00:00Z', end: '2026-11-20T13:00:00Z' };
    const link = await grafana.linkToPanel({
      uid: 'svc-checkout',
      panelId: 2,
      service: 'checkout',
      namespace: 'shop',
      ...window,
    });
    const url = new URL(link.ok ? link.value.link : 'http://none');
    expect(url.pathname).toBe('/d/svc-checkout/checkout-service');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      from: String(Date.parse(window.start)),
      to: String(Date.parse(window.end)),
      'var-service': 'checkout',
      'var-namespace': 'shop',
      viewPanel: '2',
    });
    expect(url.href).not.toContain('lab');
    expect(await grafana.linkToPanel({ uid: 'k8s-nodes', service: 'cart' })).toMatchObject({
      value: { variables: {}, note: 'The dashboard has no variable service.' },
    });
    expect(await grafana.linkToPanel({ uid: 'k8s-nodes', panelId: 99 })).toMatchObject({
      error: { code: 'no-such-panel', message: expect.stringContaining('1 (CPU busy by node)') as string },
    });
  });

  test('lists rollouts of a window, and refuses an absurd one', async () => {
    const fortnight = { minutes: 14 * 24 * 60 };
    const marked = await grafana.listAnnotations({
      tags: ['deployment', 'harbour-prod'],
      text: 'checkout',
      ...fortnight,
    });
    expect(marked).toMatchObject({
      value: { total: 1, annotations: [{ text: 'Rolled out checkout 2.14.1 (was 2.13.4) to harbour-prod' }] },
    });
    expect(await grafana.listAnnotations({ start: '1970-01-01T00:00:00Z' })).toMatchObject({
      error: { code: 'bad-range' },
    });
  });

  test('shows a burn-rate rule firing when a service fails, and calm before', async () => {
    expect(await grafana.listAlertRules({})).toMatchObject({ value: { total: 8, firing: 0 } });
    await world.break('datastore-down');
    const burning = await grafana.listAlertRules({ state: 'firing', text: 'storefront' });
    expect(burning).toMatchObject({
      value: {
        rules: [{ name: 'storefront SLO fast burn', health: 'ok' }, { name: 'storefront SLO slow burn' }],
      },
    });
    await world.heal();
  });
});
