import { afterEach, describe, expect, test } from 'vitest';
import { startWorld } from '../index.ts';
import type { World } from '../index.ts';
import { createCurve } from './curve.ts';
import { accumulate } from './accumulate.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
let world: World | undefined;

afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function start(): Promise<World> {
  return (world = await startWorld({ clock: 'manual', now: NOW }));
}

interface Series {
  metric: Record<string, string>;
  value: [number, string];
}

async function ask(query: string, time = NOW): Promise<Series[]> {
  const params = new URLSearchParams({ query, time: String(time / 1000) });
  const response = await fetch(`${world?.systems.prometheus ?? ''}/api/v1/query?${params.toString()}`);
  const { data } = (await response.json()) as { data: { result: Series[] } };
  return data.result;
}

async function number(query: string, time = NOW): Promise<number> {
  return Number((await ask(query, time))[0]?.value[1]);
}

async function alertNames(): Promise<string[]> {
  const response = await fetch(`${world?.systems.prometheus ?? ''}/api/v1/alerts`);
  const { data } = (await response.json()) as { data: { alerts: { labels: Record<string, string> }[] } };
  return [...new Set(data.alerts.map(({ labels }) => labels['alertname'] ?? ''))].sort();
}

const errors = (service: string): string =>
  `sum(rate(http_requests_total{cluster="harbour-prod",service="${service}",code=~"5.."}[5m])) / sum(rate(http_requests_total{cluster="harbour-prod",service="${service}"}[5m]))`;

describe('the signals of a healthy company', () => {
  test('raise no alert but the one that always fires, and every target is up', async () => {
    await start();
    expect(await alertNames()).toEqual(['Watchdog']);
    expect(await ask('up == 0')).toEqual([]);
    expect(await number('count(up)')).toBeGreaterThan(50);
  });

  test('reach back two weeks, through releases, without having been stored', async () => {
    await start();
    const ago = NOW - 13 * 86_400_000;
    const rate = 'sum(rate(http_requests_total{cluster="harbour-prod",service="checkout"}[30m]))';
    expect(await number(rate, ago)).toBeGreaterThan(1);
    const versions = 'count by (image) (container_cpu_usage_seconds_total{container="checkout"})';
    expect((await ask(versions, ago))[0]?.metric['image']).toMatch(/:2\.13\.4$/);
    expect((await ask(versions))[0]?.metric['image']).toMatch(/:2\.14\.1$/);
    expect(await ask('up', NOW - 15 * 86_400_000)).toEqual([]);
  });

  test('show no outage in two weeks, whichever release called which', async () => {
    await start();
    const failing = (hours: number) =>
      ask(
        'sum by (cluster, service) (rate(http_requests_total{code=~"5.."}[6h])) / sum by (cluster, service) (rate(http_requests_total[6h])) > 0.02',
        NOW - hours * 3_600_000,
      );
    for (let hours = 0; hours < 13 * 24; hours += 12) expect(await failing(hours)).toEqual([]);
  });

  test('are busier in the afternoon than at night, and the same whenever they are asked for', async () => {
    await start();
    const rate = 'sum(rate(http_requests_total{cluster="harbour-prod"}[1h]))';
    const night = await number(rate, NOW - 11 * 3_600_000);
    const day = await number(rate);
    expect(day).toBeGreaterThan(night * 1.25);
    await world?.close();
    await start();
    expect(await number(rate)).toBe(day);
  });

  test('fit together: requests per service add up to what their callers send', async () => {
    await start();
    const sent = await number(
      'sum(rate(client_requests_total{cluster="harbour-prod",service="storefront",target="catalogue"}[1h]))',
    );
    const front = await number(
      'sum(rate(http_requests_total{cluster="harbour-prod",service="storefront"}[1h]))',
    );
    expect(sent / front).toBeCloseTo(1.3, 1);
    const buckets = 'sum(rate(http_request_duration_seconds_bucket{le="+Inf"}[1h]))';
    expect(await number(`${buckets} / sum(rate(http_request_duration_seconds_count[1h]))`)).toBeCloseTo(1, 2);
  });
});

describe('a fault', () => {
  test('that eats memory shows as memory at the limit, kills, restarts and errors upstream', async () => {
    const { namespace, objects } = await (await start()).break('oom');
    const name = objects[0]?.replace('Deployment/', '') ?? '';
    const pods = `cluster="harbour-prod",namespace="${namespace}",container="${name}"`;
    const share = `max(max_over_time(container_memory_working_set_bytes{${pods}}[20m]) / on(cluster, namespace, pod, container) kube_pod_container_resource_limits{${pods},resource="memory"})`;
    expect(await number(share)).toBeGreaterThan(0.95);
    expect(await number(share, NOW - 2 * 3_600_000)).toBeLessThan(0.8);
    expect(
      await number(`sum(increase(kube_pod_container_status_restarts_total{${pods}}[30m]))`),
    ).toBeGreaterThan(3);
    expect(await alertNames()).toEqual(expect.arrayContaining(['KubePodCrashLooping', 'Watchdog']));
  });

  test('of a datastore goes from callee to caller, and its past is not changed by it', async () => {
    await start();
    const before = await number(errors('storefront'), NOW - 3_600_000);
    await world?.break('datastore-down');
    expect(await number(errors('storefront'))).toBeGreaterThan(0.2);
    expect(await number(errors('storefront'), NOW - 3_600_000)).toBe(before);
    expect(await number(errors('notifications'), NOW - 3_600_000)).toBeLessThan(0.02);
  });

  test('takes a node out of the metrics when the node goes', async () => {
    const { objects } = await (await start()).break('node-down');
    const node = objects[0]?.replace('Node/', '') ?? '';
    expect(await ask(`node_load1{node="${node}"}`)).toEqual([]);
    expect(await ask(`node_load1{node="${node}"}`, NOW - 3_600_000)).toHaveLength(1);
    expect(await number(`up{job="node-exporter",node="${node}"}`)).toBe(0);
    expect(await alertNames()).toEqual(expect.arrayContaining(['KubeNodeNotReady', 'TargetDown']));
  });

  test('that was mended is over in the signals and stays in their past', async () => {
    await start();
    await world?.break('datastore-down');
    await world?.heal();
    await world?.advance(30 * 60_000);
    const later = NOW + 30 * 60_000;
    expect(await number(errors('storefront'), later)).toBeLessThan(0.02);
    expect(await number(`max_over_time((${errors('storefront')})[1h:1m])`, later)).toBeGreaterThan(0.2);
    expect(await alertNames()).toEqual(['Watchdog']);
  });
});

test('a counter over changing weights never runs backwards', () => {
  const curve = createCurve('some service', 1);
  const pieces = [0, 1, 2, 3].map((hour) => ({
    from: NOW + hour * 3_600_000,
    weight: hour === 2 ? 0 : hour + 1,
  }));
  const total = accumulate(curve, pieces);
  let previous = 0;
  for (let time = NOW; time < NOW + 5 * 3_600_000; time += 1_000) {
    const value = total(time);
    expect(value).toBeGreaterThanOrEqual(previous);
    previous = value;
  }
  expect(previous).toBeGreaterThan(10_000);
});
