import type { World } from '#lab/world';

/** How the product reaches every system of the company, as its settings would say it. */
export function settingsFor({ systems }: World): Record<string, string> {
  return {
    JAMIE_PROMETHEUS_URL: systems.prometheus,
    JAMIE_ALERTMANAGER_URL: systems.alertmanager,
    JAMIE_LOKI_URL: systems.loki,
    JAMIE_TEMPO_URL: systems.tempo,
    JAMIE_GITHUB_URL: systems.github,
    JAMIE_GITHUB_OWNER: 'harbour',
    JAMIE_GITHUB_TOKEN: 'lab',
    JAMIE_ARGOCD_URL: systems.argocd,
    JAMIE_ARGOCD_TOKEN: 'lab-jamie',
    JAMIE_GRAFANA_URL: systems.grafana,
    JAMIE_GRAFANA_TOKEN: 'lab',
    JAMIE_PAGERDUTY_URL: systems.pagerduty,
    JAMIE_PAGERDUTY_TOKEN: 'lab',
    JAMIE_JIRA_URL: systems.jira,
    JAMIE_JIRA_USERNAME: 'lab',
    JAMIE_JIRA_TOKEN: 'lab',
    JAMIE_SERVICENOW_URL: systems.servicenow,
    JAMIE_SERVICENOW_USERNAME: 'lab',
    JAMIE_SERVICENOW_PASSWORD: 'lab',
  };
}
