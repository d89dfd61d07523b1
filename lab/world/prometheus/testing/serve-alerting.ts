import { answerAlertmanager } from '../alertmanager.ts';
import type { Silence } from '../alertmanager.ts';
import { createAlerts } from '../alerts/evaluate-alerts.ts';
import { answerPrometheus } from '../api/routes.ts';
import type { Backend, Rule } from '../backend.ts';
import { serve } from '../../systems/serve.ts';
import { createSampleStorage } from './sample-storage.ts';

/** Prometheus with these rules and no series, and Alertmanager with silences that a test may add to. */
export async function serveAlerting(rules: Rule[], silences: Silence[]) {
  const startedAt = Date.now();
  const backend: Backend = {
    storage: createSampleStorage([]),
    now: Date.now,
    oldest: () => startedAt,
    metadata: () => ({}),
    ruleGroups: [{ name: 'contract', file: '/rules.yml', intervalMs: 1_000, rules }],
    targets: () => [],
  };
  const alerts = createAlerts(backend, () => 0);
  const prometheus = await serve(async () => (request) => answerPrometheus({ backend, alerts }, request), 0);
  const manage = { alerts, silences, now: Date.now, startedAt };
  const alertmanager = await serve(async () => (request) => answerAlertmanager(manage, request), 0);
  return {
    prometheus: prometheus.url,
    alertmanager: alertmanager.url,
    close: async () => void (await Promise.all([prometheus.close(), alertmanager.close()])),
  };
}
