import { afterEach, describe, expect, test } from 'vitest';
import { createGrafanaConnector } from '../../src/connectors/grafana/index.ts';
import { createJiraConnector } from '../../src/connectors/jira/index.ts';
import { createPagerdutyConnector } from '../../src/connectors/pagerduty/index.ts';
import { json, startFakeServer, text } from '../../src/connectors/kit/testing/fake-server.ts';
import type { Answer } from '../../src/connectors/kit/testing/fake-server.ts';
import { WIRE_FAULTS } from '../../src/connectors/kit/testing/wire-faults.ts';
import { createServicenowConnector } from '../../src/connectors/servicenow/index.ts';

const NOW = Date.UTC(2026, 10, 20, 14);
const now = () => NOW;
const TOKEN = 'a-secret-of-the-settings';
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function serve(answer: Answer): Promise<string> {
  const server = await startFakeServer(answer);
  stops.push(server.close);
  return server.url;
}

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
  ...WIRE_FAULTS,
  ['no such page', text('not found', 404, 'text/plain'), 'wrong-url', false],
  ['wrong credentials', text('Unauthorized', 401, 'text/plain'), 'credentials', false],
  ['no right to ask', json({ message: 'no' }, 403), 'credentials', false],
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
