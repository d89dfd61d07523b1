import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createPrometheusConnector } from '#connectors/prometheus';
import type { PrometheusConnector } from '#connectors/prometheus';

/** A Prometheus with the contract's rules and the Alertmanager that it tells. */
export interface AlertingServers {
  prometheus: string;
  alertmanager: string;
  /** Silences an alert for an hour. */
  silence: (alertname: string) => Promise<void>;
  stop: () => Promise<void>;
}

interface ContractRule {
  alert: string;
  expr: string;
  forSeconds: number;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** The rules that every server is given. */
export const ALERTING_RULES: ContractRule[] = [
  {
    alert: 'AlwaysThere',
    expr: 'vector(7) > 5',
    forSeconds: 0,
    labels: { severity: 'critical', team: 'web' },
    annotations: { summary: 'It is {{ $value }}', runbook_url: 'https://runbooks.example/always' },
  },
  {
    alert: 'StillWaiting',
    expr: 'vector(1)',
    forSeconds: 3600,
    labels: { severity: 'warning' },
    annotations: {},
  },
  { alert: 'NeverThere', expr: 'vector(1) > 2', forSeconds: 60, labels: {}, annotations: {} },
];

const ALERT_KEYS = ['activeAt', 'annotations', 'labels', 'state', 'value'];
const RULE_KEYS =
  'alerts annotations duration evaluationTime health keepFiringFor labels lastEvaluation name query state type';
const MANAGED_KEYS = 'annotations endsAt fingerprint generatorURL labels receivers startsAt status updatedAt';
const SILENCE_KEYS = 'comment createdBy endsAt id matchers startsAt status updatedAt';

function keys(value: unknown): string {
  return Object.keys(value as object)
    .sort()
    .join(' ');
}

async function get(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}

/** Proves that alerts, rules and silences look the same and are read aright. */
export function alertingContract(name: string, start: () => Promise<AlertingServers>): void {
  describe(`alerting with ${name}`, () => {
    let servers: AlertingServers;
    let connector: PrometheusConnector;

    const managed = async (): Promise<{ labels: { alertname: string }; status: { state: string } }[]> =>
      (await get(`${servers.alertmanager}/api/v2/alerts`)) as never;

    beforeAll(async () => {
      servers = await start();
      const settings = {
        prometheus: { url: servers.prometheus },
        alertmanager: { url: servers.alertmanager },
      };
      connector = createPrometheusConnector({ settings, now: Date.now });
      await vi.waitFor(async () => expect(await managed()).toHaveLength(1), {
        timeout: 60_000,
        interval: 200,
      });
    });
    afterAll(() => servers.stop());

    test('an alert has its rule, its runbook and its state', async () => {
      const answer = await connector.listAlerts({});
      expect(answer).toMatchObject({ ok: true, value: { firing: 1, pending: 1, total: 2, gaps: [] } });
      expect(answer.ok && answer.value.alerts).toMatchObject([
        {
          name: 'AlwaysThere',
          state: 'firing',
          severity: 'critical',
          summary: 'It is 7',
          expression: 'vector(7) > 5',
          waitsSeconds: 0,
          runbook: 'https://runbooks.example/always',
          labels: { alertname: 'AlwaysThere', severity: 'critical', team: 'web' },
        },
        { name: 'StillWaiting', state: 'pending', severity: 'warning', waitsSeconds: 3600 },
      ]);
    });

    test('rules say what they are and how they do', async () => {
      const answer = await connector.listRules({});
      expect(
        answer.ok && answer.value.rules.map(({ name: rule, state, health }) => [rule, state, health]),
      ).toEqual([
        ['AlwaysThere', 'firing', 'ok'],
        ['StillWaiting', 'pending', 'ok'],
        ['NeverThere', 'inactive', 'ok'],
      ]);
    });

    test('the pages have the same fields', async () => {
      const alerts = (await get(`${servers.prometheus}/api/v1/alerts`)) as { data: { alerts: object[] } };
      const rules = (await get(`${servers.prometheus}/api/v1/rules`)) as {
        data: { groups: { rules: object[] }[] };
      };
      expect(alerts.data.alerts).toMatchObject([{ value: '7e+00' }, { value: '1e+00' }]);
      expect(alerts.data.alerts.map(keys)).toEqual([ALERT_KEYS.join(' '), ALERT_KEYS.join(' ')]);
      expect(rules.data.groups.flatMap((group) => group.rules.map(keys))).toEqual(Array(3).fill(RULE_KEYS));
      expect((await managed()).map(keys)).toEqual([MANAGED_KEYS]);
      const status = (await get(`${servers.alertmanager}/api/v2/status`)) as object;
      expect(keys(status)).toBe('cluster config uptime versionInfo');
    });

    test('a silenced alert is told with who silenced it and why', async () => {
      await servers.silence('AlwaysThere');
      await expect
        .poll(async () => (await managed())[0]?.status.state, { timeout: 30_000 })
        .toBe('suppressed');
      await sleep(50);
      expect(await connector.listAlerts({ state: 'firing' })).toMatchObject({
        value: { firing: 0, total: 1, alerts: [{ silenced: { by: 'ann', comment: 'known' } }] },
      });
      const listed = await connector.listSilences({});
      expect(listed).toMatchObject({
        value: { silences: [{ state: 'active', matchers: ['alertname="AlwaysThere"'] }] },
      });
      const raw = (await get(`${servers.alertmanager}/api/v2/silences`)) as object[];
      expect(raw.map(keys)).toEqual([SILENCE_KEYS]);
    });
  });
}
