import { afterEach, describe, expect, test } from 'vitest';
import { createPrometheusConnector } from './connector.ts';
import type { PrometheusConnector } from './connector.ts';
import { json, startFakeServer, text } from '../kit/testing/fake-server.ts';
import { WIRE_FAULTS } from '../kit/testing/wire-faults.ts';
import type { Endpoint } from '#connectors/kit';

const opened: { close: () => Promise<void> }[] = [];
const NOW = Date.UTC(2026, 10, 20, 14);

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});

type Answer = Parameters<typeof startFakeServer>[0];

async function serve(answer: Answer) {
  const server = await startFakeServer(answer);
  opened.push(server);
  return server;
}

function connect(prometheus: Endpoint, alertmanager?: Endpoint): PrometheusConnector {
  return createPrometheusConnector({ settings: { prometheus, alertmanager }, now: () => NOW });
}

async function fault(answer: Answer, query = 'up') {
  const { url } = await serve(answer);
  const result = await connect({ url }).queryMetrics({ query });
  return result.ok ? undefined : result.error;
}

const vector = (result: unknown[]) => json({ status: 'success', data: { resultType: 'vector', result } });

describe('a server that does not answer as it should', () => {
  test.each<[string, Answer, { code: string; retryable: boolean }]>([
    [
      'no such page',
      text('404 page not found', 404, 'text/plain'),
      { code: 'metrics-wrong-url', retryable: false },
    ],
    [
      'wrong credentials',
      text('Unauthorized', 401, 'text/plain'),
      { code: 'metrics-credentials', retryable: false },
    ],
    ['no right to ask', json({ message: 'no' }, 403), { code: 'metrics-credentials', retryable: false }],
    [
      'a fault in the expression that only it knows',
      json({ status: 'error', errorType: 'bad_data', error: '1:3: parse error: no' }, 400),
      { code: 'bad-query', retryable: false },
    ],
    [
      'an expression it cannot compute',
      json({ status: 'error', errorType: 'execution', error: 'many-to-many' }, 422),
      { code: 'query-failed', retryable: false },
    ],
    [
      'a query that took too long',
      json({ status: 'error', errorType: 'timeout', error: 'query timed out' }, 503),
      { code: 'metrics-failing', retryable: true },
    ],
  ])('%s', async (_, answer, expected) => {
    expect(await fault(answer)).toMatchObject(expected);
  });

  test.each(WIRE_FAULTS)('%s', async (...[, answer, ends, retryable]) => {
    expect(await fault(answer)).toMatchObject({ code: `metrics-${ends}`, retryable });
  });

  test('nobody there', async () => {
    const result = await connect({ url: 'http://127.0.0.1:1' }).queryMetrics({ query: 'up' });
    expect(result).toMatchObject({ ok: false, error: { code: 'metrics-unreachable', retryable: true } });
  });
});

describe('what is sent', () => {
  test('credentials, in the header and never in a message', async () => {
    const server = await serve(vector([]));
    await connect({ url: server.url, token: 'a-secret-token' }).queryMetrics({ query: 'up' });
    await connect({ url: server.url, username: 'ann', password: 'hunter2!' }).queryMetrics({ query: 'up' });
    const sent = server.seen.map(({ headers }) => headers.authorization).filter(Boolean);
    expect(sent).toContain('Bearer a-secret-token');
    expect(sent).toContain(`Basic ${Buffer.from('ann:hunter2!').toString('base64')}`);
    const refused = await serve(text('no', 401));
    const result = await connect({ url: refused.url, token: 'a-secret-token' }).queryMetrics({ query: 'up' });
    expect(JSON.stringify(result)).not.toContain('a-secret-token');
  });

  test('the path before /api', async () => {
    const server = await serve(vector([{ metric: {}, value: [1, '7'] }]));
    const result = await connect({ url: `${server.url}/prometheus/` }).queryMetrics({ query: 'vector(7)' });
    expect(server.seen[0]?.url).toBe('/prometheus/api/v1/query');
    expect(result).toMatchObject({ ok: true, value: { readings: [{ name: 'value', value: 7 }] } });
  });

  test('nothing, when the expression does not parse', async () => {
    const server = await serve(vector([]));
    const { queryMetrics, queryMetricsRange } = connect({ url: server.url });
    const results = [await queryMetrics({ query: 'sum(up' }), await queryMetricsRange({ query: 'rate(up)' })];
    expect(results.map((result) => !result.ok && result.error.code)).toEqual(['bad-promql', 'bad-promql']);
    expect(server.seen).toHaveLength(0);
  });
});

describe('what comes back', () => {
  test('a chart with its step, spikes kept, and null for what is no number', async () => {
    const values = Array.from({ length: 600 }, (_, index) => [1000 + index, index === 311 ? '99' : '1']);
    const other = [
      [1000, 'NaN'],
      [1001, '+Inf'],
      [1002, '5'],
    ];
    const result = [
      { metric: { __name__: 'x', pod: 'a' }, values },
      { metric: { __name__: 'x', pod: 'b' }, values: other },
    ];
    const { url } = await serve(json({ status: 'success', data: { resultType: 'matrix', result } }));
    const answer = await connect({ url }).queryMetricsRange({ query: 'x', minutes: 60, maxPoints: 60 });
    if (!answer.ok) throw new Error(answer.error.message);
    const [first, second] = answer.value.series;
    expect(answer.value.stepSeconds).toBe(60);
    expect(first).toMatchObject({ name: 'a', max: 99, min: 1, last: 1 });
    expect(first?.points).toHaveLength(60);
    expect(second).toMatchObject({ name: 'b', last: 5, max: 5 });
    expect(second?.points.map(([, value]) => value)).toEqual([null, null, 5]);
  });

  test('an absurd range is refused before anybody is asked', async () => {
    const server = await serve(vector([]));
    const { queryMetricsRange } = connect({ url: server.url });
    const backwards = { start: '2026-11-20T14:00:00Z', end: '2026-11-20T13:00:00Z' };
    for (const range of [backwards, { start: '1970-01-01T00:00:00Z' }])
      expect(await queryMetricsRange({ query: 'up', ...range })).toMatchObject({
        error: { code: 'bad-range' },
      });
    expect(server.seen).toHaveLength(0);
  });

  test('no data is told as no data, with what there is instead', async () => {
    const { url } = await serve((request, response) => {
      const path = request.url ?? '';
      const names = path.includes('/label/__name__/') ? ['http_requests_total', 'up'] : ['checkout', 'cart'];
      if (path.includes('/label/')) return json({ status: 'success', data: names })(request, response);
      return vector([])(request, response);
    });
    const { queryMetrics } = connect({ url });
    const note = async (expression: string) => {
      const result = await queryMetrics({ query: expression });
      return result.ok ? result.value.note : result.error.message;
    };
    expect(await note('http_request_total')).toMatch(
      /^No data\. There is no metric http_request_total; the nearest are http_requests_total/,
    );
    expect(await note('http_requests_total{service="chekout"}')).toMatch(
      /no service "chekout"; there are checkout/,
    );
    expect(await note('up > 5')).toMatch(/^No data\. The metrics exist/);
  });

  test('alerts keep their silences apart, and say when Alertmanager is away', async () => {
    const labels = { alertname: 'TooSlow', severity: 'critical' };
    const alert = {
      labels,
      annotations: { summary: 's', runbook_url: 'https://r' },
      state: 'firing',
      value: '2',
    };
    const rule = {
      name: 'TooSlow',
      query: 'x > 1',
      type: 'alerting',
      duration: 300,
      labels: { severity: 'critical' },
    };
    const { url } = await serve((request, response) => {
      const rules = { groups: [{ name: 'g', rules: [rule] }] };
      const data = request.url?.includes('/rules') ? rules : { alerts: [alert] };
      json({ status: 'success', data })(request, response);
    });
    const silence = {
      id: 's1',
      matchers: [{ name: 'alertname', value: 'TooSlow', isRegex: false }],
      startsAt: '2026-11-20T13:00:00Z',
      endsAt: '2026-11-20T15:00:00Z',
      createdBy: 'ann',
      comment: 'known',
      status: { state: 'active' },
    };
    const manager = await serve((request, response) => {
      const managed = [
        { labels, fingerprint: 'f', status: { state: 'suppressed', silencedBy: ['s1'], inhibitedBy: [] } },
      ];
      json(request.url?.includes('silences') ? [silence] : managed)(request, response);
    });
    const known = await connect({ url }, { url: manager.url }).listAlerts({});
    expect(known).toMatchObject({
      value: {
        firing: 0,
        total: 1,
        gaps: [],
        alerts: [
          {
            name: 'TooSlow',
            expression: 'x > 1',
            waitsSeconds: 300,
            runbook: 'https://r',
            silenced: { by: 'ann' },
          },
        ],
      },
    });
    const blind = await connect({ url }, { url: 'http://127.0.0.1:1' }).listAlerts({});
    expect(blind).toMatchObject({
      value: { firing: 1, gaps: [expect.stringContaining('Silences are not known')] },
    });
  });
});
