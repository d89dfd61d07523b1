import type { SystemName } from '../../systems.ts';
import { actsAsked } from './acts-asked.ts';
import { alertsAsked } from './alerts-asked.ts';
import { dashboardsAsked } from './dashboards-asked.ts';
import { deploymentsAsked } from './deployments-asked.ts';
import { incidentsAsked } from './incidents-asked.ts';
import { sloAsked } from './slo-asked.ts';
import { syncAsked } from './sync-asked.ts';
import { logsAsked, surelyLogsAsked } from './logs-asked.ts';
import { hurtAsked } from './hurt-asked.ts';
import { metricsAsked, surelyMetricsAsked } from './metrics-asked.ts';
import { promqlAsked } from './metrics/promql-asked.ts';
import { unlessStranger } from './stranger.ts';
import type { SystemReader } from './system-reader.ts';
import { tracesAsked } from './traces-asked.ts';
import { unlessUnreadTime } from './unread-time.ts';

/** In this order: the first that reads a message has it. */
const READERS: readonly [SystemName, SystemReader][] = [
  ['prometheus', promqlAsked],
  ['prometheus', actsAsked],
  ['pagerduty', actsAsked],
  ['jira', actsAsked],
  ['github', actsAsked],
  ['prometheus', sloAsked],
  ['argocd', syncAsked],
  ['pagerduty', incidentsAsked],
  ['jira', incidentsAsked],
  ['servicenow', incidentsAsked],
  ['github', deploymentsAsked],
  ['argocd', deploymentsAsked],
  ['grafana', dashboardsAsked],
  ['loki', surelyLogsAsked],
  ['prometheus', surelyMetricsAsked],
  ['tempo', tracesAsked],
  ['loki', logsAsked],
  ['prometheus', alertsAsked],
  ['prometheus', hurtAsked],
  ['prometheus', metricsAsked],
];

/** The question of a message to a system beside the clusters, among those that are connected. */
export const systemAsked: SystemReader = (analysis, features, mood) => {
  const { connected } = analysis.input;
  for (const [system, read] of READERS) {
    const reading = connected?.has(system) === true ? read(analysis, features, mood) : undefined;
    if (reading !== undefined) return unlessUnreadTime(analysis, unlessStranger(analysis, features, reading));
  }
  return undefined;
};
