import { describe, expect, test } from 'vitest';
import { readSyntax } from '../promql/syntax.ts';
import { SIGNALS } from './signals.ts';
import type { Vocabulary } from './vocabulary.ts';
import { writeQuery } from './write-query.ts';
import type { Wish } from './write-query.ts';

/** Metrics with their labels and the labels' values. */
type Stock = Record<string, Record<string, string[]>>;

function vocabularyOf(stock: Stock): Vocabulary {
  return {
    metrics: async () => Object.keys(stock),
    labels: async (metric) => ['__name__', ...Object.keys(stock[metric] ?? {})],
    values: async (label, metric = '') => stock[metric]?.[label] ?? [],
    meaning: async () => undefined,
  };
}

const pods = { pod: ['checkout-7cf8cd69df-zn2rb', 'cart-0'], namespace: ['shop'], container: ['main'] };
const exporter = { job: ['kubelet'], ...pods, node: ['n1'] };

const KUBERNETES: Stock = {
  container_cpu_usage_seconds_total: exporter,
  container_memory_working_set_bytes: exporter,
  kube_pod_container_resource_limits: { job: ['kube-state-metrics'], ...pods, resource: ['memory'] },
  kube_pod_container_status_restarts_total: { job: ['kube-state-metrics'], ...pods },
  node_cpu_seconds_total: { instance: ['10.0.0.1:9100'], mode: ['idle'], job: ['node'] },
};

const write = (stock: Stock, wish: Partial<Wish> & Pick<Wish, 'signal'>) =>
  writeQuery(vocabularyOf(stock), { of: {}, window: '5m', quantile: 0.95, ...wish });

describe('words to PromQL', () => {
  test.each<[string, Stock, string]>([
    [
      'client libraries',
      { http_requests_total: { service: ['checkout', 'cart'], code: ['200'] } },
      'http_requests_total{service="checkout",code=~"5.."}',
    ],
    [
      'a status label',
      { http_requests_total: { job: ['shop/checkout', 'shop/cart'], status: ['200'] } },
      'http_requests_total{job="shop/checkout",status=~"5.."}',
    ],
    [
      'OpenTelemetry',
      {
        http_server_request_duration_seconds_count: {
          service_name: ['checkout', 'cart'],
          http_response_status_code: ['200'],
        },
      },
      'http_server_request_duration_seconds_count{service_name="checkout",http_response_status_code=~"5.."}',
    ],
    [
      'Istio',
      { istio_requests_total: { destination_service_name: ['checkout', 'cart'], response_code: ['200'] } },
      'istio_requests_total{destination_service_name="checkout",response_code=~"5.."}',
    ],
    [
      'Micrometer',
      { http_server_requests_seconds_count: { app: ['checkout', 'cart'], status: ['200'] } },
      'http_server_requests_seconds_count{app="checkout",status=~"5.."}',
    ],
  ])('an error rate in the words of %s', async (_, stock, expected) => {
    const { query, unit } = await write(stock, { signal: 'error-rate', of: { service: 'checkout' } });
    expect(query).toContain(expected);
    expect(unit).toBe('ratio');
  });

  test('a service of infrastructure metrics is told by the names of its pods', async () => {
    const { query } = await write(KUBERNETES, { signal: 'cpu', of: { service: 'checkout' } });
    const pattern = /pod=~"([^"]+)"/.exec(query)?.[1] ?? '';
    const own = new RegExp(`^(?:${pattern})$`);
    expect(own.test('checkout-7cf8cd69df-zn2rb')).toBe(true);
    expect(own.test('checkout-0')).toBe(true);
    expect(own.test('checkout-worker-7cf8cd69df-zn2rb')).toBe(false);
    const { query: byService } = await write(KUBERNETES, { signal: 'memory', by: 'service' });
    expect(byService).toMatch(/^sum by \(namespace, service\) \(label_replace\(/);
  });

  test('nodes have their own source, and pods on them theirs', async () => {
    expect((await write(KUBERNETES, { signal: 'cpu', by: 'node' })).source).toBe('node_exporter');
    expect((await write(KUBERNETES, { signal: 'cpu', by: 'pod' })).source).toBe('cAdvisor');
    expect((await write(KUBERNETES, { signal: 'cpu' })).source).toBe('cAdvisor');
  });

  test('several clusters are never added up', async () => {
    const stock = {
      http_requests_total: { cluster: ['prod', 'staging'], code: ['200'], service: ['a', 'b'] },
    };
    expect((await write(stock, { signal: 'request-rate' })).query).toContain('sum by (cluster)');
    const chosen = await write(stock, { signal: 'request-rate', of: { cluster: 'prod' } });
    expect(chosen.query).toBe('sum (rate(http_requests_total{cluster="prod"}[5m]))');
  });

  test('every signal gives valid PromQL wherever its metrics exist', async () => {
    const every: Stock = {};
    const catchAll = new Proxy({}, { get: (_, name) => (typeof name === 'string' ? ['a', 'b'] : undefined) });
    const anything = vocabularyOf(every);
    const labels = ['cluster', 'namespace', 'service', 'pod', 'container', 'node', 'code'];
    const names = [
      ...Object.keys(KUBERNETES),
      'http_requests_total',
      'http_request_duration_seconds_bucket',
      'queue_depth',
    ];
    const vocabulary: Vocabulary = {
      ...anything,
      metrics: async () => names,
      labels: async () => labels,
      values: async (label) => (catchAll as Record<string, string[]>)[label] ?? [],
    };
    const wishes = SIGNALS.flatMap((signal) =>
      ([undefined, 'service', 'pod', 'node', 'namespace'] as const).map((by) => ({ signal, by })),
    );
    let written = 0;
    for (const { signal, by } of wishes) {
      const wish = { signal, by, of: { namespace: 'a', service: 'b' }, window: '5m', quantile: 0.5 };
      const found = await writeQuery(vocabulary, wish).catch(() => undefined);
      if (found) expect(readSyntax(found.query).faultAt, found.query).toBeUndefined();
      written += found ? 1 : 0;
    }
    expect(written).toBeGreaterThan(30);
  });

  test('what no metric tells is said, not guessed', async () => {
    await expect(write(KUBERNETES, { signal: 'latency' })).rejects.toMatchObject({ code: 'no-such-signal' });
    await expect(write({}, { signal: 'cpu' })).rejects.toMatchObject({ code: 'no-metrics' });
    const blind = { http_requests_total: { code: ['200'] } };
    await expect(write(blind, { signal: 'error-rate', of: { service: 'x' } })).rejects.toMatchObject({
      code: 'no-such-signal',
    });
  });

  test.each<[string, Wish['signal'], Stock]>([
    ['of a label', 'request-rate', { http_requests_total: { service: ['a', 'b'], code: ['200'] } }],
    ['cut out of pods', 'cpu', KUBERNETES],
  ])('quotes in a name %s cannot leave their quotes', async (_, signal, stock) => {
    const { query } = await write(stock, { signal, of: { service: 'x"} or up{a="' } });
    expect(readSyntax(query)).toMatchObject({ faultAt: undefined, selectors: [expect.anything()] });
  });

  test('a dot in a name of pods is a dot', async () => {
    const { query } = await write(KUBERNETES, { signal: 'cpu', of: { service: 'a.b' } });
    expect(query).toContain(String.raw`pod=~"a\\.b(`);
  });
});
