import type { World } from '#lab/world';

/** One of the systems that the company runs beside its clusters. */
export type SystemName = keyof World['systems'];

/** Where nobody listens. */
const NOWHERE = 'http://127.0.0.1:9';
const TOKEN = 'lab-evals';
const PERSON = 'lab';

/** The name under which the text of the settings file is handed over with the variables of the environment. */
export const SETTINGS_FILE = 'jamie.yaml';

/** How the product reaches every system of the company, as its settings would say it; those that are down are looked for where nobody listens. */
export function settingsFor(world: World, down: readonly SystemName[] = []): Record<string, string> {
  const at = (name: SystemName): string => (down.includes(name) ? NOWHERE : world.systems[name]);
  const argocd = [
    { name: 'production', url: at('argocd'), token: TOKEN },
    { name: 'staging', url: at('argocdStaging'), token: TOKEN },
  ];
  return {
    [SETTINGS_FILE]: JSON.stringify({ argocd }),
    JAMIE_PROMETHEUS_URL: at('prometheus'),
    JAMIE_ALERTMANAGER_URL: at('alertmanager'),
    JAMIE_LOKI_URL: at('loki'),
    JAMIE_TEMPO_URL: at('tempo'),
    JAMIE_GITHUB_URL: at('github'),
    JAMIE_GITHUB_OWNER: 'harbour',
    JAMIE_GITHUB_TOKEN: TOKEN,
    JAMIE_GRAFANA_URL: at('grafana'),
    JAMIE_GRAFANA_TOKEN: TOKEN,
    JAMIE_PAGERDUTY_URL: at('pagerduty'),
    JAMIE_PAGERDUTY_TOKEN: TOKEN,
    JAMIE_JIRA_URL: at('jira'),
    JAMIE_JIRA_USERNAME: PERSON,
    JAMIE_JIRA_TOKEN: PERSON,
    JAMIE_SERVICENOW_URL: at('servicenow'),
    JAMIE_SERVICENOW_USERNAME: PERSON,
    JAMIE_SERVICENOW_PASSWORD: PERSON,
  };
}
