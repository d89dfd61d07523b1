import { describe, expect, test } from 'vitest';
import { keepJournal } from '../../signals/journal.ts';
import { createSignals } from '../../signals/model.ts';
import type { SignalEffect } from '../../signals/effect.ts';
import { foundSite } from '../../world.ts';
import type { Trace } from './span.ts';
import { createTraceStore } from './store.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function company() {
  const plan = {
    name: 'harbour-prod',
    environment: 'prod',
    seed: 7,
    now: NOW,
    workers: 3,
    pods: 0,
    authority: '',
  };
  const { cluster } = foundSite(plan);
  const models = [createSignals(cluster, keepJournal(cluster))];
  const store = createTraceStore(models, () => cluster.timeline.now());
  const between = (from: number, to: number, entry?: string): Trace[] => [
    ...store.search({ from, to, ...(entry !== undefined && { entry }) }),
  ];
  const suffer = (app: string, namespace: string, effect: SignalEffect): void => {
    cluster.faults.set(`test/${app}`, { type: 'signal', app, namespace, effect });
    cluster.timeline.runTo(cluster.timeline.now() + 30 * MINUTE);
  };
  return { cluster, models, store, between, suffer };
}

const plain = ({ id, spans }: Trace) => ({
  id,
  spans: spans.map((span) => ({ ...span, id: span.id, parent: span.parent?.id })),
});
const share = <Item>(items: readonly Item[], test: (item: Item) => boolean): number =>
  items.filter(test).length / Math.max(1, items.length);
const mean = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0) / Math.max(1, numbers.length);
const spansOf = (traces: readonly Trace[], name: RegExp) =>
  traces.flatMap(({ spans }) => spans.filter((span) => name.test(span.name)));

describe('the traces of a healthy company', () => {
  test('are the same whenever they are asked for', () => {
    const { cluster, between } = company();
    const before = between(NOW - HOUR, NOW - 30 * MINUTE).map(plain);
    expect(before.length).toBeGreaterThan(50);
    cluster.timeline.runTo(NOW + HOUR);
    expect(between(NOW - HOUR, NOW - 30 * MINUTE).map(plain)).toEqual(before);
  });

  test('are found by their ids, and nothing by others', () => {
    const { store, between } = company();
    for (const trace of between(NOW - 10 * MINUTE, NOW)) {
      const again = store.byId(trace.id);
      expect(again && plain(again)).toEqual(plain(trace));
    }
    expect(store.byId('0'.repeat(32))).toBeUndefined();
    expect(store.byId('2f3e0cee77ae5dc9c17ade3689eb2e54')).toBeUndefined();
  });

  test('are whole trees, newest first, and go back two weeks', () => {
    const { between } = company();
    const traces = between(NOW - HOUR, NOW);
    for (const { spans, root } of traces) {
      const known = new Set(spans);
      expect(spans.filter(({ parent }) => parent === undefined)).toEqual([root]);
      expect(spans.every(({ parent }) => parent === undefined || known.has(parent))).toBe(true);
    }
    const starts = traces.map(({ root }) => root.start);
    expect(starts.every((start, index) => index === 0 || start <= (starts[index - 1] ?? 0) + 20)).toBe(true);
    expect(between(NOW - 13 * 24 * HOUR, NOW - 13 * 24 * HOUR + HOUR).length).toBeGreaterThan(50);
    expect(between(NOW - 15 * 24 * HOUR, NOW - 14.5 * 24 * HOUR)).toEqual([]);
  });

  test('name the release that ran then', () => {
    const { between } = company();
    const tag = (from: number): unknown =>
      between(from, from + HOUR, 'checkout')[0]?.root.resource['service.version'];
    expect(tag(NOW - HOUR)).toBe('2.14.1');
    expect(tag(NOW - 13 * 24 * HOUR)).toBe('2.13.4');
  });

  test('fail seldom, and one service reads its lines one by one', () => {
    const { between } = company();
    const failed = share(between(NOW - 6 * HOUR, NOW, 'checkout'), ({ root }) => root.status === 'error');
    expect(failed).toBeLessThan(0.1);
    const loops = between(NOW - 6 * HOUR, NOW, 'reporting').filter(
      ({ spans }) => spansOf([{ spans } as Trace], /_lines$/).length >= 8,
    );
    expect(loops.length).toBeGreaterThan(5);
  });
});

describe('a fault is in the spans of those whom it strikes', () => {
  test('a slow database is slow in the spans of its callers, and they are slow with it', () => {
    const { between, suffer } = company();
    suffer('postgres', 'data', { latency: 40 });
    const [before, after] = [between(NOW - 30 * MINUTE, NOW), between(NOW + MINUTE, NOW + 30 * MINUTE)];
    const selects = (traces: Trace[]) => mean(spansOf(traces, /^SELECT/).map(({ duration }) => duration));
    expect(selects(after)).toBeGreaterThan(20 * selects(before));
    const catalogue = (traces: Trace[]) =>
      mean(
        traces.flatMap(({ spans }) =>
          spans
            .filter(({ kind, resource }) => kind === 'server' && resource['service.name'] === 'catalogue')
            .map(({ duration }) => duration),
        ),
      );
    expect(catalogue(after)).toBeGreaterThan(3 * catalogue(before));
  });

  test('failures begin where they are made, are tried again, and come up to the caller', () => {
    const { between, suffer } = company();
    suffer('payments-api', 'payments', { errors: 0.6 });
    const traces = between(NOW + MINUTE, NOW + 30 * MINUTE, 'checkout');
    const failed = traces.filter(({ root }) => root.status === 'error');
    expect(failed.length / traces.length).toBeGreaterThan(0.4);
    const deepest = failed.flatMap(({ spans }) =>
      spans.filter(
        (span) =>
          span.status === 'error' &&
          !spans.some(({ parent, status }) => parent === span && status === 'error'),
      ),
    );
    expect(share(deepest, ({ resource }) => resource['service.name'] === 'payments-api')).toBeGreaterThan(
      0.9,
    );
    expect(deepest.every(({ events, message }) => events[0]?.name === 'exception' && message !== '')).toBe(
      true,
    );
    const tries = failed.map((trace) => spansOf([trace], /payments-api\.payments$/).length);
    expect(Math.max(...tries)).toBe(3);
  });

  test('an empty pool is a span of waiting', () => {
    const { between, suffer } = company();
    expect(spansOf(between(NOW - HOUR, NOW), /^pool\.acquire$/)).toEqual([]);
    suffer('orders', 'shop', { pool: 1 });
    const waits = spansOf(between(NOW + MINUTE, NOW + 30 * MINUTE, 'orders'), /^pool\.acquire$/);
    expect(waits.length).toBeGreaterThan(3);
    expect(waits.every(({ resource }) => resource['service.name'] === 'orders')).toBe(true);
  });

  test('a release that asks its database too often does so request by request', () => {
    const { between, suffer } = company();
    const queries = (traces: Trace[]) =>
      mean(traces.map((trace) => spansOf([trace], /^(SELECT|INSERT) /).length));
    const before = queries(between(NOW - 2 * HOUR, NOW, 'orders'));
    suffer('orders', 'shop', { queries: 12 });
    expect(queries(between(NOW + MINUTE, NOW + 30 * MINUTE, 'orders'))).toBeGreaterThan(6 * before);
  });

  test('a storm of retries is attempts that were given up before the one that counts', () => {
    const { between, suffer } = company();
    suffer('checkout', 'shop', { calls: 3 });
    const calls = spansOf(between(NOW + MINUTE, NOW + 30 * MINUTE, 'checkout'), /payments-api\.payments$/);
    const givenUp = share(calls, ({ message }) => message.startsWith('context deadline exceeded'));
    expect(givenUp).toBeGreaterThan(0.5);
    expect(givenUp).toBeLessThan(0.8);
  });

  test('slow names are spans of their own, and failures say what the fault says', () => {
    const { between, suffer } = company();
    suffer('storefront', 'shop', { lookup: 0.8, errors: 0.5, says: 'feature flag basket-v2 is not known' });
    const traces = between(NOW + MINUTE, NOW + 30 * MINUTE, 'storefront');
    const lookups = spansOf(traces, /^dns\.lookup$/);
    expect(lookups.length).toBeGreaterThan(5);
    expect(mean(lookups.map(({ duration }) => duration))).toBeCloseTo(800, 0);
    const said = traces.map(({ root }) => root.message);
    expect(share(said, (message) => message === 'feature flag basket-v2 is not known')).toBeGreaterThan(0.3);
  });

  test('one release at fault fails in its own pods alone', () => {
    const { cluster, models, between } = company();
    const [pod] = models[0]?.segments().at(-1)?.state.get('catalogue')?.ready ?? [];
    const fault = { app: 'catalogue', namespace: 'shop', inPod: pod?.name, effect: { errors: 0.7 } };
    cluster.faults.set('test/pod', { type: 'signal', ...fault });
    cluster.timeline.runTo(NOW + 30 * MINUTE);
    const served = between(NOW + MINUTE, NOW + 30 * MINUTE).flatMap(({ spans }) =>
      spans.filter(({ kind, resource }) => kind === 'server' && resource['service.name'] === 'catalogue'),
    );
    const failing = (of: boolean): number =>
      share(
        served.filter(({ resource }) => (resource['k8s.pod.name'] === pod?.name) === of),
        ({ status }) => status === 'error',
      );
    expect(failing(true)).toBeGreaterThan(0.5);
    expect(failing(false)).toBeLessThan(0.2);
  });

  test('a clock that is wrong is wrong in the spans of its machine', () => {
    const { cluster, between } = company();
    const before = between(NOW - 30 * MINUTE, NOW, 'checkout');
    const node = String(before[0]?.root.resource['k8s.node.name']);
    cluster.faults.set('test/clock', { type: 'machine', node, clock: 90, effect: {} });
    cluster.timeline.runTo(NOW + 30 * MINUTE);
    const early = (traces: Trace[]): number =>
      share(
        traces.flatMap(({ spans }) => spans),
        ({ parent, start }) => parent !== undefined && Math.abs(start - parent.start) > 60_000,
      );
    expect(early(before)).toBe(0);
    expect(early(between(NOW + MINUTE, NOW + 30 * MINUTE, 'checkout'))).toBeGreaterThan(0.05);
  });

  test('more traffic is more traces', () => {
    const { between, suffer } = company();
    const before = between(NOW - 30 * MINUTE, NOW, 'search').length;
    suffer('search', 'shop', { traffic: 4 });
    expect(between(NOW + MINUTE, NOW + 30 * MINUTE, 'search').length).toBeGreaterThan(2 * before);
  });
});
