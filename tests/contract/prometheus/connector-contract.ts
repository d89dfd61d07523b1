import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPrometheusConnector } from '#connectors/prometheus';
import type { PrometheusConnector } from '#connectors/prometheus';
import type { PrometheusServer } from './prometheus-contract.ts';
import { END } from './samples.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** Proves that the connector reads a server that holds the contract's series. */
export function connectorContract(name: string, start: () => Promise<PrometheusServer>): void {
  describe(`the Prometheus connector on ${name}`, () => {
    let server: PrometheusServer;
    let connector: PrometheusConnector;
    beforeAll(async () => {
      server = await start();
      const settings = { prometheus: { url: server.url } };
      connector = createPrometheusConnector({ settings, now: () => END });
    });
    afterAll(() => server.stop());

    test('finds metrics, labels and what a metric is made of', async () => {
      const metrics = await connector.listMetrics({ contains: 'http' });
      expect(metrics).toMatchObject({ ok: true, value: { total: 2 } });
      expect(await connector.listLabels({ label: 'namespace' })).toMatchObject({
        value: { values: ['payments', 'shop'] },
      });
      const described = await connector.describeMetric({ metric: 'http_requests_total' });
      expect(described).toMatchObject({
        value: { series: 12, example: 'sum(rate(http_requests_total[5m]))' },
      });
      expect(await connector.describeMetric({ metric: 'http_request_total' })).toMatchObject({
        error: { code: 'no-such-metric', message: expect.stringContaining('http_requests_total') as string },
      });
    });

    test('writes the PromQL for words, and it computes', async () => {
      const end = iso(END);
      const rate = await connector.measureSignal({ signal: 'request-rate', by: 'service', end });
      expect(rate).toMatchObject({ ok: true, value: { total: 3, unit: 'per second', stepSeconds: 30 } });
      const errors = await connector.measureSignal({ signal: 'error-rate', service: 'checkout', end });
      expect(errors.ok && errors.value.series[0]?.mean).toBeGreaterThan(0.005);
      const latency = await connector.measureSignal({ signal: 'latency', by: 'pod', percentile: 99, end });
      expect(latency).toMatchObject({ value: { total: 4, unit: 'seconds' } });
      const memory = await connector.measureSignal({ signal: 'memory', namespace: 'payments', end });
      expect(memory.ok && memory.value.series[0]?.last).toBeGreaterThan(4e8);
    });

    test('gives numbers and charts of any expression', async () => {
      const answer = await connector.queryMetrics({
        query: 'topk(2, sum by (pod) (http_requests_total))',
        at: iso(END),
      });
      expect(answer.ok && answer.value.readings.map(({ name: pod }) => pod)).toHaveLength(2);
      const chart = await connector.queryMetricsRange({
        query: 'up',
        start: iso(END - 3_600_000),
        end: iso(END),
      });
      expect(chart).toMatchObject({ ok: true, value: { total: 2, stepSeconds: 30 } });
    });

    test('tells faults of the question from faults of the server', async () => {
      const ambiguous = 'http_requests_total / on(job) up{job="checkout"} * on(job) http_requests_total';
      expect(await connector.queryMetrics({ query: ambiguous, at: iso(END) })).toMatchObject({
        error: { code: 'query-failed' },
      });
      expect(await connector.queryMetrics({ query: 'round(up, 1, 2)' })).toMatchObject({
        error: { code: 'bad-query' },
      });
      expect(await connector.queryMetrics({ query: 'up{job="nobody"}', at: iso(END) })).toMatchObject({
        value: { total: 0, note: expect.stringContaining('no job "nobody"') as string },
      });
    });

    test('lists alerts, rules and targets, of which there are none here', async () => {
      expect(await connector.listAlerts({})).toMatchObject({ ok: true, value: { total: 0 } });
      expect(await connector.listRules({})).toMatchObject({ ok: true, value: { total: 0 } });
      expect(await connector.listTargets({})).toMatchObject({ ok: true, value: { up: 0, down: 0 } });
      expect(await connector.listSilences({})).toMatchObject({ error: { code: 'no-alertmanager' } });
    });
  });
}
