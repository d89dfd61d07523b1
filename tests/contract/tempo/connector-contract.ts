import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTempoConnector } from '../../../src/connectors/tempo/index.ts';
import type { TempoConnector } from '../../../src/connectors/tempo/index.ts';
import { bottleneck, criticalPath } from '../../../src/diagnosis/traces/critical-path.ts';
import { compareTraces } from '../../../src/diagnosis/traces/compare-traces.ts';
import { errorOrigins } from '../../../src/diagnosis/traces/error-origin.ts';
import { findRepeats } from '../../../src/diagnosis/traces/repeats.ts';
import { buildTrace, walk } from '../../../src/diagnosis/traces/trace-tree.ts';
import type { TempoServer } from './tempo-contract.ts';

/** Proves that the connector reads a server that holds the company's traces. */
export function connectorContract(name: string, start: () => Promise<TempoServer>): void {
  describe(`the Tempo connector on ${name}`, () => {
    let server: TempoServer;
    let connector: TempoConnector;
    beforeAll(async () => {
      server = await start();
      connector = createTempoConnector({ settings: { url: server.url }, now: () => server.now });
    });
    afterAll(() => server.stop());

    test('writes TraceQL for words, shows it, and it finds', async () => {
      const found = await connector.searchTraces({
        service: 'checkout',
        operation: 'GET *',
        minDurationMs: 1,
        limit: 5,
      });
      expect(found).toMatchObject({
        ok: true,
        value: {
          query: '{ resource.service.name = "checkout" && name =~ "GET .*" && duration >= 1ms }',
          isCut: true,
        },
      });
      expect(found.ok && found.value.traces).toHaveLength(5);
      const route = await connector.searchTraces({
        attributes: { 'span.http.route': '/items', 'http.status_code': 200 },
        limit: 3,
      });
      expect(route).toMatchObject({ ok: true, value: { traces: { length: 3 } } });
    });

    test('gives a trace that diagnosis can read whole', async () => {
      const found = await connector.queryTraces({
        query:
          '{ rootServiceName = "checkout" } >> { resource.service.name = "payments-api" && kind = server }',
        limit: 1,
      });
      const traceId = (found.ok ? found.value.traces[0]?.traceId : undefined) ?? '';
      const read = await connector.readTrace({ traceId });
      if (!read.ok) throw new Error(read.error.message);
      const { spans, total, orphans, durationMs } = read.value;
      const tree = buildTrace(spans);
      expect(tree.roots).toHaveLength(1);
      expect([walk(tree).length, orphans]).toEqual([total, 0]);
      const path = criticalPath(tree);
      const waited = path.reduce((sum, { from, to }) => sum + to - from, 0);
      expect(Math.abs(waited - (tree.roots[0]?.span.duration ?? 0))).toBeLessThan(0.1);
      expect(waited).toBeLessThanOrEqual(durationMs + 0.1);
      expect(bottleneck(path)?.waited).toBeGreaterThan(0);
      expect(spans.some(({ attributes }) => typeof attributes['k8s.pod.name'] === 'string')).toBe(true);
    });

    test('gives failures with what they said, where they began', async () => {
      const found = await connector.searchTraces({ status: 'error', minutes: 600, limit: 10 });
      const traceId = (found.ok ? found.value.traces[0]?.traceId : undefined) ?? '';
      const read = await connector.readTrace({ traceId });
      const [origin] = read.ok ? errorOrigins(buildTrace(read.value.spans)) : [];
      expect(origin?.span.message).toMatch(/\w/);
    });

    test('samples that show loops and compare without a difference when there is none', async () => {
      const reports = await connector.sampleSpans({
        service: 'reporting',
        operation: 'GET /items',
        minutes: 300,
        traces: 10,
      });
      if (!reports.ok) throw new Error(reports.error.message);
      const traces = Map.groupBy(reports.value.spans, ({ traceId }) => traceId);
      const loops = [...traces.values()].flatMap((spans) => findRepeats(buildTrace(spans)));
      expect(loops).toContainEqual(
        expect.objectContaining({ kind: 'n-plus-one', operation: 'reporting SELECT reporting_lines' }),
      );
      const at = (hours: number): string => new Date(server.now - hours * 3_600_000).toISOString();
      const window = await connector.sampleSpans({ service: 'catalogue', minutes: 60, traces: 60 });
      const before = await connector.sampleSpans({
        service: 'catalogue',
        start: at(2),
        end: at(1),
        traces: 60,
      });
      if (!window.ok || !before.ok) throw new Error('no sample');
      const slower = compareTraces(before.value.spans, window.value.spans).filter(
        ({ kind }) => kind === 'slower',
      );
      expect(slower).toEqual([]);
    });

    test('maps who calls whom, databases too', async () => {
      const map = await connector.mapServices({ service: 'checkout', traces: 50 });
      if (!map.ok) throw new Error(map.error.message);
      const edges = map.value.edges.map(({ from, to, kind }) => `${from} -> ${to} (${kind})`);
      expect(edges).toContain('checkout -> payments-api (service)');
      expect(edges).toContain('checkout -> inventory (service)');
      expect(edges).toContain('inventory -> postgres.data (database)');
      expect(
        map.value.edges.every(({ p50Ms, p95Ms, calls, errors }) => p95Ms >= p50Ms && errors <= calls),
      ).toBe(true);
    });

    test('compares a window with the time before', async () => {
      const compared = await connector.compareWindows({ service: 'checkout', minutes: 30, traces: 15 });
      if (!compared.ok) throw new Error(compared.error.message);
      const { window, baseline } = compared.value;
      expect(window.start).toBe(baseline.end);
      for (const { operations } of [window, baseline])
        expect(
          operations.find(({ service, operation }) => service === 'checkout' && operation === 'GET /items')
            ?.calls,
        ).toBeGreaterThan(0);
    });

    test('lists services, tags, values and series', async () => {
      const services = await connector.listServices({});
      expect(services.ok && services.value.services).toEqual(
        expect.arrayContaining(['cart', 'checkout', 'storefront']),
      );
      expect(await connector.listTags({})).toMatchObject({
        value: {
          scopes: expect.arrayContaining([expect.objectContaining({ scope: 'resource' })]) as unknown[],
        },
      });
      expect(await connector.listTags({ tag: 'service.name' })).toMatchObject({
        value: { values: expect.arrayContaining(['checkout']) as string[] },
      });
      expect(await connector.listTags({ tag: 'span.http.rout' })).toMatchObject({
        value: { total: 0, note: expect.stringContaining('span.http.route') as string },
      });
      const hour = {
        start: new Date(server.now - 3_600_000).toISOString(),
        end: new Date(server.now).toISOString(),
      };
      const query = '{ kind = server } | rate() by (resource.service.name)';
      const series = await connector.queryMetrics({ query, ...hour });
      expect(series.ok && series.value.total).toBeGreaterThan(5);
    });

    test('says what was looked for when nothing is found, and what there is', async () => {
      expect(await connector.searchTraces({ service: 'chekout' })).toMatchObject({
        value: { traces: [], note: expect.stringContaining('the nearest are checkout') as string },
      });
      expect(await connector.searchTraces({ service: 'checkout', minDurationMs: 80_000_000 })).toMatchObject({
        value: { note: expect.stringContaining('no proof that nothing happened') as string },
      });
      expect(await connector.readTrace({ traceId: '2f3e0cee77ae5dc9c17ade3689eb2e54' })).toMatchObject({
        error: { code: 'no-such-trace' },
      });
      expect(await connector.readTrace({ traceId: 'not an id' })).toMatchObject({
        error: { code: 'bad-trace-id' },
      });
    });

    test('refuses what is no TraceQL before it is sent, and explains what only Tempo knows', async () => {
      expect(await connector.queryTraces({ query: 'service.name == "checkout"' })).toMatchObject({
        error: {
          code: 'bad-traceql',
          message: expect.stringContaining('{ resource.service.name = "checkout" }') as string,
        },
      });
      expect(await connector.queryTraces({ query: '{ duration > "a" }' })).toMatchObject({
        error: { code: 'bad-query', message: expect.stringContaining('same type') as string },
      });
      expect(await connector.searchTraces({ minutes: 40 * 1440 })).toMatchObject({
        error: { code: 'range-too-long' },
      });
    });
  });
}
