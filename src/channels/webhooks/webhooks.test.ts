import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { createHttpServer, type HttpServer } from '#channels/http';
import { createMetrics } from '#ground/telemetry';
import { createEchoBrain } from '../testing.ts';
import { PAGERDUTY_PATH, webhooksDoor } from './index.ts';

const SECRET = 'a-secret-of-pagerduty';
const TOKEN = 'correct-horse-battery';
const log = Object.fromEntries(
  ['debug', 'info', 'warn', 'error'].map((level) => [level, () => undefined]),
) as never;
let server: HttpServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start({ secret, token }: { secret?: string; token?: string } = {}) {
  const brain = createEchoBrain();
  server = await createHttpServer({
    brain: async () => brain,
    readiness: async () => ({ ready: true, waitingFor: [] }),
    facts: () => ({ store: 'embedded', world: false }),
    policy: token === undefined ? { kind: 'loopback' } : { kind: 'token', token },
    signed: secret === undefined ? [] : [PAGERDUTY_PATH],
    metrics: createMetrics({ staleness: () => [] }),
    log,
    version: '0.0.0',
    newId: () => crypto.randomUUID(),
    doors: [webhooksDoor({ brain: async () => brain, pagerdutySecret: secret })],
  });
  const post = (url: string, payload: string | object, headers: Record<string, string> = {}) =>
    (server as HttpServer).inject({
      method: 'POST',
      url,
      payload,
      headers: { host: '127.0.0.1:8000', 'content-type': 'application/json', ...headers },
    });
  return { brain, post };
}

const firing = {
  status: 'firing',
  labels: { alertname: 'HighErrorRate', service: 'checkout', namespace: 'shop' },
  annotations: {
    summary: 'Errors of checkout',
    description: 'password=hunter2hunter2 \u001b[31mred',
    runbook_url: 'javascript:alert(1)',
  },
  startsAt: '2026-11-21T03:00:00.123+01:00',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example/graph?g0.expr=1',
  fingerprint: 'abc123',
};
const delivery = (...alerts: object[]) => ({
  version: '4',
  groupKey: '{}:{}',
  status: 'firing',
  receiver: 'jamie',
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: 'http://alertmanager.example',
  alerts,
});

describe('Alertmanager', () => {
  test('its alerts come in, cleaned', async () => {
    const { brain, post } = await start();
    const ended = { ...firing, status: 'resolved', endsAt: '2026-11-21T03:10:00Z' };
    const answer = await post('/webhooks/alertmanager', delivery(firing, ended));
    expect([answer.statusCode, answer.json()]).toEqual([202, { received: 2, fresh: 2 }]);
    const [first, second] = brain.taken();
    expect(first).toMatchObject({
      source: 'alertmanager',
      key: 'abc123 2026-11-21T02:00:00.123Z',
      name: 'HighErrorRate',
      state: 'firing',
      startsAt: '2026-11-21T02:00:00.123Z',
      labels: { service: 'checkout', namespace: 'shop' },
      link: 'http://prometheus.example/graph?g0.expr=1',
    });
    expect(first).toMatchObject({ endsAt: undefined, runbook: undefined });
    expect(first?.summary).toMatch(/^Errors of checkout/);
    expect(JSON.stringify(first)).not.toMatch(/hunter2|\\u001b/);
    expect(second).toMatchObject({ key: first?.key, state: 'resolved', endsAt: '2026-11-21T03:10:00.000Z' });
  });

  test('what no database keeps is taken out of all of it', async () => {
    const { brain, post } = await start();
    const labels = { ...firing.labels, alertname: 'A\u0000b', 'na\u0000me': 'v\u0000' };
    const answer = await post(
      '/webhooks/alertmanager',
      delivery({ ...firing, fingerprint: 'f\u0000', labels }),
    );
    expect(answer.statusCode).toBe(202);
    expect(JSON.stringify(brain.taken())).not.toContain('u0000');
  });

  test.each([
    ['another version', { ...delivery(firing), version: '3' }, /version/],
    ['no alerts', { version: '4' }, /alerts/],
    ['an alert without labels', delivery({ ...firing, labels: undefined }), /alerts.*labels/],
    ['a time that is none', delivery({ ...firing, startsAt: 'yesterday' }), /startsAt/],
    ['an alert without a fingerprint', delivery({ ...firing, fingerprint: '' }), /fingerprint/],
    ['more alerts than anybody reads', delivery(...Array.from({ length: 1001 }, () => firing)), /max_alerts/],
  ])('%s is refused, and nothing is kept', async (_what, body, said) => {
    const { brain, post } = await start();
    const answer = await post('/webhooks/alertmanager', body);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toMatch(said);
    expect(brain.taken()).toEqual([]);
  });

  test('a token is asked for where one is needed', async () => {
    const { brain, post } = await start({ token: TOKEN });
    const answer = await post('/webhooks/alertmanager', delivery(firing));
    expect(answer.statusCode).toBe(401);
    const let_in = await post('/webhooks/alertmanager', delivery(firing), {
      authorization: `Bearer ${TOKEN}`,
    });
    expect(let_in.statusCode).toBe(202);
    expect(brain.taken()).toHaveLength(1);
  });
});

const incident = (type: string, data: object = {}) =>
  JSON.stringify({
    event: {
      id: 'E1',
      event_type: type,
      resource_type: 'incident',
      occurred_at: '2026-11-21T02:05:00Z',
      data: {
        id: 'PGR0VU2',
        type: 'incident',
        title: 'Checkout fails',
        html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
        created_at: '2026-11-21T02:00:00Z',
        service: { id: 'PF9KMXH', type: 'service_reference', summary: 'Checkout API' },
        urgency: 'high',
        priority: null,
        ...data,
      },
    },
  });
const signed = (body: string, secret = SECRET) => ({
  'x-pagerduty-signature': `v1=${createHmac('sha256', secret).update(body).digest('hex')}`,
});

describe('PagerDuty', () => {
  test.each([
    ['incident.triggered', 'firing', undefined],
    ['incident.reopened', 'firing', undefined],
    ['incident.resolved', 'resolved', '2026-11-21T02:05:00.000Z'],
  ])('%s comes in as %s', async (type, state, endsAt) => {
    const { brain, post } = await start({ secret: SECRET, token: TOKEN });
    const body = incident(type);
    const answer = await post(PAGERDUTY_PATH, body, signed(body));
    expect(answer.statusCode).toBe(202);
    expect(brain.taken()).toEqual([
      {
        source: 'pagerduty',
        key: 'PGR0VU2',
        name: 'Checkout fails',
        state,
        startsAt: '2026-11-21T02:00:00.000Z',
        endsAt,
        labels: { service: 'Checkout API', urgency: 'high' },
        link: 'https://acme.pagerduty.com/incidents/PGR0VU2',
      },
    ]);
  });

  test.each(['incident.acknowledged', 'incident.annotated', 'pagey.ping', 'service.updated'])(
    '%s is acknowledged and passed over',
    async (type) => {
      const { brain, post } = await start({ secret: SECRET });
      const body = incident(type);
      const answer = await post(PAGERDUTY_PATH, body, signed(body));
      expect([answer.statusCode, answer.json()]).toEqual([202, { received: 0, fresh: 0 }]);
      expect(brain.taken()).toEqual([]);
    },
  );

  test('one of several signatures is enough while a secret changes', async () => {
    const { post } = await start({ secret: SECRET });
    const body = incident('incident.triggered');
    const { 'x-pagerduty-signature': good } = signed(body);
    const both = `${signed(body, 'old')['x-pagerduty-signature']},${good}`;
    expect((await post(PAGERDUTY_PATH, body, { 'x-pagerduty-signature': both })).statusCode).toBe(202);
  });

  test.each([
    ['no signature', {}],
    ['a signature with another secret', signed(incident('incident.triggered'), 'another')],
    ['a signature of another body', signed(incident('incident.resolved'))],
    ['no signature, but the token', { authorization: `Bearer ${TOKEN}` }],
    ['half a signature', { 'x-pagerduty-signature': 'v1=abc' }],
  ])('%s is refused', async (_what, headers) => {
    const { brain, post } = await start({ secret: SECRET, token: TOKEN });
    const answer = await post(PAGERDUTY_PATH, incident('incident.triggered'), headers);
    expect(answer.statusCode).toBe(403);
    expect(brain.taken()).toEqual([]);
  });

  test('without a secret the usual guard stands before it', async () => {
    const { post } = await start({ token: TOKEN });
    expect((await post(PAGERDUTY_PATH, incident('incident.triggered'))).statusCode).toBe(401);
  });

  test.each([
    ['not JSON', '{"event":', /not valid JSON/],
    ['another shape', '{"messages":[]}', /event/],
    ['an incident without an id', incident('incident.triggered', { id: '' }), /id/],
  ])('%s is refused in plain words', async (_what, body, said) => {
    const { post } = await start({ secret: SECRET });
    const answer = await post(PAGERDUTY_PATH, body, signed(body));
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toMatch(said);
  });
});
