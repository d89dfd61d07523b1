import type { SignalModel } from '../signals/model.ts';
import type { Company } from '../systems/company.ts';
import type { Answerer } from '../systems/http.ts';
import { answerAlertmanager } from './alertmanager.ts';
import type { Silence } from './alertmanager.ts';
import { createAlerts } from './alerts/evaluate-alerts.ts';
import type { Alerts } from './alerts/evaluate-alerts.ts';
import { answerPrometheus } from './api/routes.ts';
import type { Answer } from './api/answer.ts';
import type { Backend } from './backend.ts';
import { RULE_GROUPS } from './rules/index.ts';
import { addedGroups } from './rules/own-rules.ts';
import { withRuleSeries } from './rules/series.ts';
import { targetsOf } from './series/scraped.ts';
import { createSignalStorage, metadataOf, RETENTION } from './series/storage.ts';

/** The metrics and alerts of the company, for its servers to answer from. */
export interface WorldMetrics {
  prometheus: Answerer;
  alertmanager: Answerer;
}

function backendOf(models: readonly SignalModel[], now: () => number): Backend {
  const clusters = models.map(({ cluster }) => cluster);
  return {
    storage: withRuleSeries(createSignalStorage(models), { ruleGroups: RULE_GROUPS, now }),
    now,
    oldest: () => now() - RETENTION,
    metadata: metadataOf,
    get ruleGroups() {
      return [...RULE_GROUPS, ...addedGroups(clusters)];
    },
    targets: () => models.flatMap(targetsOf),
  };
}

function silencesFrom(now: number): Silence[] {
  const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();
  return [
    {
      id: '5c0ffee0-0000-4000-8000-00000000a001',
      matchers: [
        { name: 'alertname', value: 'NodeFilesystemFilesFillingUp', isRegex: false },
        { name: 'cluster', value: 'harbour-staging', isRegex: false },
      ],
      startsAt: at(-20),
      endsAt: at(28),
      createdBy: 'ines@harbour.example',
      comment: 'Staging keeps its build cache until the new disks come on Monday.',
      updatedAt: at(-20),
    },
  ];
}

const HEALTHY: Answer = { status: 200, body: 'Prometheus Server is Ready.\n' };

/** Answers for both servers over the same company. */
export function createWorldMetrics({ models, catchUp, now }: Company): WorldMetrics {
  const backend = backendOf(models, now);
  const version = (): number => models.reduce((total, model) => total + model.version(), 0);
  const alerts: Alerts = createAlerts(backend, version);
  const startedAt = backend.now();
  const silences = silencesFrom(startedAt);
  return {
    prometheus(request) {
      catchUp();
      if (/^\/-\/(ready|healthy)$/.test(request.path)) return HEALTHY;
      return answerPrometheus({ backend, alerts }, request);
    },
    alertmanager(request) {
      catchUp();
      return answerAlertmanager({ alerts, silences, now: backend.now, startedAt }, request);
    },
  };
}
