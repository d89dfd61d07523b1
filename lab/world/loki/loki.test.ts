import { afterEach, describe, expect, test } from 'vitest';
import { startWorld } from '../index.ts';
import type { World } from '../index.ts';
import { ask } from '../testing/client.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const HOUR = 3_600_000;
let world: World | undefined;

afterEach(async () => {
  await world?.close();
  world = undefined;
});

async function start(): Promise<World> {
  return (world = await startWorld({ clock: 'manual', now: NOW }));
}

interface Stream {
  stream: Record<string, string>;
  values: [string, string][];
}

interface Window {
  from: number;
  to: number;
}

async function get<T>(url: string, path: string, params: Record<string, string>): Promise<T> {
  const response = await fetch(`${url}${path}?${new URLSearchParams(params).toString()}`);
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { data: { result: T } }).data.result;
}

function lines(query: string, { from, to }: Window): Promise<Stream[]> {
  const params = { query, start: `${from}000000`, end: `${to}000000`, limit: '5000' };
  return get<Stream[]>(world?.systems.loki ?? '', '/loki/api/v1/query_range', params);
}

async function count(query: string, time: number): Promise<number> {
  const params = { query, time: `${time}000000` };
  const result = await get<{ value: [number, string] }[]>(
    world?.systems.loki ?? '',
    '/loki/api/v1/query',
    params,
  );
  return Number(result[0]?.value[1] ?? 0);
}

const texts = (streams: Stream[]): string[] =>
  streams.flatMap(({ values }) => values.map(([, text]) => text));

interface PodList {
  items: { metadata: { name: string; labels: Record<string, string> } }[];
}

/** What kubectl logs shows of a pod's last half hour, with times. */
async function kubectlLogs(of: World, namespace: string, pod: string): Promise<string[]> {
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log?timestamps=true&sinceSeconds=1800&container=`;
  const container = pod.split('-').slice(0, -2).join('-');
  const { text } = await ask(of, path + container);
  return text.trimEnd().split('\n');
}

async function podOf(of: World, namespace: string, app: string): Promise<string> {
  const { body } = await ask<PodList>(of, `/api/v1/namespaces/${namespace}/pods`);
  return body.items.find(({ metadata }) => metadata.labels['app'] === app)?.metadata.name ?? '';
}

describe('what the company’s Loki holds', () => {
  test('everything that kubectl logs shows, at the same times', async () => {
    const running = await start();
    const pod = await podOf(running, 'shop', 'cart');
    const shown = await kubectlLogs(running, 'shop', pod);
    const kept = await lines(`{pod="${pod}"}`, { from: NOW - HOUR, to: NOW + 1 });
    const stamped = new Set(
      kept.flatMap(({ values }) =>
        values.map(([at, text]) => `${new Date(Number(BigInt(at) / 1_000_000n)).toISOString()} ${text}`),
      ),
    );
    expect(shown.length).toBeGreaterThan(200);
    expect(shown.filter((line) => !stamped.has(line))).toEqual([]);
  });

  test('the same lines whatever the window, and whenever one asks', async () => {
    const running = await start();
    const query = '{app="catalogue", cluster="harbour-prod"}';
    const whole = texts(await lines(query, { from: NOW - HOUR, to: NOW - HOUR / 2 }));
    const halves = [
      ...texts(await lines(query, { from: NOW - HOUR, to: NOW - 0.75 * HOUR })),
      ...texts(await lines(query, { from: NOW - 0.75 * HOUR, to: NOW - HOUR / 2 })),
    ];
    expect(halves.sort()).toEqual([...whole].sort());
    await running.advance(600_000);
    const again = texts(await lines(query, { from: NOW - HOUR, to: NOW - HOUR / 2 }));
    expect(again.sort()).toEqual([...whole].sort());
  });

  test('as many failed requests as the metrics count', async () => {
    const running = await start();
    const logged = await count('sum(count_over_time({app="catalogue"} |= "status=500" [6h]))', NOW - HOUR);
    const query = 'sum(increase(http_requests_total{service="catalogue",code="500"}[6h]))';
    const params = { query, time: String((NOW - HOUR) / 1000) };
    const [metric] = await get<{ value: [number, string] }[]>(
      running.systems.prometheus,
      '/api/v1/query',
      params,
    );
    const counted = Number(metric?.value[1]);
    expect(counted).toBeGreaterThan(100);
    expect(Math.abs(logged - counted)).toBeLessThan(counted * 0.08);
  });

  test('pods that no longer exist, with their farewell', async () => {
    const running = await start();
    const { body } = await ask<PodList>(running, '/api/v1/namespaces/shop/pods');
    const living = new Set(body.items.map(({ metadata }) => metadata.name));
    const window = { from: NOW - 13 * 24 * HOUR, to: NOW };
    const streams = await lines('{app="catalogue", cluster="harbour-prod"} |= "SIGTERM"', window);
    expect(streams.length).toBeGreaterThan(0);
    for (const { stream } of streams) expect(living.has(stream['pod'] ?? '')).toBe(false);
  }, 60_000);

  test('a fault: what it does to the failing, and what its callers say', async () => {
    const running = await start();
    await running.break('crash-panic', { cluster: 'harbour-prod' });
    const now = NOW + HOUR;
    const panics = await lines('{cluster="harbour-prod"} |~ "panic: runtime error|TypeError: Cannot read"', {
      from: NOW - HOUR,
      to: now,
    });
    expect(panics.length).toBeGreaterThan(0);
    const [first] = panics;
    const app = first?.stream['app'] ?? '';
    const query = `{cluster="harbour-prod", app="${app}"} |~ "starting ${app}"`;
    expect(texts(await lines(query, { from: NOW - HOUR, to: now })).length).toBeGreaterThan(1);
  });

  test('callers blame the one that fails them, and nobody else', async () => {
    const running = await start();
    const broken = await running.break('datastore-down', { cluster: 'harbour-prod' });
    const recent = { from: broken.since + 5 * 60_000, to: NOW + HOUR };
    const streams = await lines(
      '{cluster="harbour-prod"} |~ "request to .* failed" | json | target!=""',
      recent,
    );
    const blamed = new Set(streams.map(({ stream }) => stream['target'] ?? ''));
    const store = broken.objects.join(' ').includes('redis') ? 'redis' : 'postgres';
    expect([...blamed].length).toBeGreaterThan(0);
    const usesIt = new Set([
      'recommendations',
      'cart',
      'catalogue',
      'inventory',
      'orders',
      'payments-api',
      'auth-api',
    ]);
    for (const target of blamed) expect(target === store || usesIt.has(target), target).toBe(true);
  });

  test('lines that were written by hand take the place of a container’s own', async () => {
    const running = await start();
    const pod = await podOf(running, 'shop', 'cart');
    const reference = { cluster: 'harbour-prod', namespace: 'shop', pod, container: 'cart' };
    running.setLogs(reference, ['ERROR one', 'two']);
    const kept = await lines(`{pod="${pod}"}`, { from: NOW - HOUR, to: NOW + 1 });
    expect(texts(kept).sort()).toEqual(['ERROR one', 'two']);
    expect(kept.find(({ stream }) => stream['detected_level'] === 'error')?.values).toHaveLength(1);
  });
});
