import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createGrafanaConnector } from '../../src/connectors/grafana/index.ts';
import { createJiraConnector } from '../../src/connectors/jira/index.ts';
import { createPagerdutyConnector } from '../../src/connectors/pagerduty/index.ts';
import { createServicenowConnector } from '../../src/connectors/servicenow/index.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const now = () => NOW;
const TOKEN = 'a-secret-of-the-settings';
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

type Answer = (response: ServerResponse) => void;

async function serve(answer: Answer): Promise<string> {
  const server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send =
  (status: number, body: string, type = 'application/json'): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };

/** One question to each connector. */
const CONNECTORS = {
  grafana: (url: string) =>
    createGrafanaConnector({ settings: { url, token: TOKEN }, now }).searchDashboards({ text: 'checkout' }),
  jira: (url: string) =>
    createJiraConnector({ settings: { url, username: 'ann', password: TOKEN }, now }).searchIssues({}),
  pagerduty: (url: string) =>
    createPagerdutyConnector({ settings: { url, token: TOKEN }, now }).listIncidents({}),
  servicenow: (url: string) =>
    createServicenowConnector({ settings: { url, username: 'ann', password: TOKEN }, now }).searchRecords({}),
};

const FAULTS: [string, Answer, string, boolean][] = [
  ['a sign-in page', send(200, '<html>Sign in</html>', 'text/html'), 'wrong-url', false],
  ['no such page', send(404, 'not found', 'text/plain'), 'wrong-url', false],
  ['JSON of another shape', send(200, '{"hello":"world"}'), 'wrong-url', false],
  ['wrong credentials', send(401, 'Unauthorized', 'text/plain'), 'credentials', false],
  ['no right to ask', send(403, '{"message":"no"}'), 'credentials', false],
  ['too many questions', send(429, '{}'), 'failing', true],
  ['a gateway in trouble', send(502, '<html>502</html>', 'text/html'), 'failing', true],
  ['half an answer', send(200, '{"issues":['), 'broken-answer', true],
  [
    'a connection that breaks',
    (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{');
      setTimeout(() => response.destroy(), 20);
    },
    'broken-answer',
    true,
  ],
  ['eleven megabytes', send(200, `"${'x'.repeat(11 * 2 ** 20)}"`), 'answer-too-large', false],
];

describe.each(Object.entries(CONNECTORS))('%s', (name, ask) => {
  test.each(FAULTS)('%s is one clear error', async (...[, answer, kind, retryable]) => {
    const result = await ask(await serve(answer));
    expect(result).toMatchObject({ ok: false, error: { code: `${name}-${kind}`, retryable } });
    expect(JSON.stringify(result)).not.toContain(TOKEN);
  });

  test('nobody there', async () => {
    expect(await ask('http://127.0.0.1:1')).toMatchObject({
      ok: false,
      error: { code: `${name}-unreachable`, retryable: true },
    });
  });
});
