import type { Silence } from '../../lab/world/prometheus/alertmanager.ts';
import { serveAlerting } from '../../lab/world/prometheus/testing/serve-alerting.ts';
import { ALERTING_RULES, alertingContract } from './prometheus/alerting-contract.ts';

const HOUR = 3_600_000;

alertingContract('the world', async () => {
  const silences: Silence[] = [];
  const rules = ALERTING_RULES.map(({ forSeconds, ...rule }) => ({ ...rule, forMs: forSeconds * 1000 }));
  const servers = await serveAlerting(rules, silences);
  return {
    ...servers,
    silence: async (alertname) => {
      const now = Date.now();
      const startsAt = new Date(now).toISOString();
      silences.push({
        id: 'c0ffee',
        matchers: [{ name: 'alertname', value: alertname, isRegex: false }],
        startsAt,
        endsAt: new Date(now + HOUR).toISOString(),
        createdBy: 'ann',
        comment: 'known',
        updatedAt: startsAt,
      });
    },
    stop: () => servers.close(),
  };
});
