import { ALERTING_RULES, alertingContract } from '../contract/prometheus/alerting-contract.ts';
import { startAlertmanager } from './servers/prometheus/start-alertmanager.ts';
import { startPrometheus } from './servers/prometheus/start-prometheus.ts';

const HOUR = 3_600_000;

/** JSON is YAML. */
function ruleFile(): string {
  const rules = ALERTING_RULES.map(({ forSeconds, ...rule }) => ({ ...rule, for: `${forSeconds}s` }));
  return JSON.stringify({ groups: [{ name: 'contract', rules }] });
}

alertingContract('Prometheus and Alertmanager', async () => {
  const alertmanager = await startAlertmanager();
  const target = new URL(alertmanager.url).host;
  const config = `alerting: { alertmanagers: [{ static_configs: [{ targets: ["${target}"] }] }] }`;
  const prometheus = await startPrometheus({ config, rules: ruleFile(), every: '1s' });
  return {
    prometheus: prometheus.url,
    alertmanager: alertmanager.url,
    silence: async (alertname) => {
      const now = Date.now();
      const body = JSON.stringify({
        matchers: [{ name: 'alertname', value: alertname, isRegex: false, isEqual: true }],
        startsAt: new Date(now).toISOString(),
        endsAt: new Date(now + HOUR).toISOString(),
        createdBy: 'ann',
        comment: 'known',
      });
      const headers = { 'content-type': 'application/json' };
      await fetch(`${alertmanager.url}/api/v2/silences`, { method: 'POST', headers, body });
    },
    stop: async () => {
      await prometheus.stop();
      await alertmanager.stop();
    },
  };
});
