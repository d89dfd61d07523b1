import { z } from 'zod';
import { secretSetting, serverUrl, setting, textSetting, urlSetting } from './setting.ts';

const CA = 'A PEM file with the authority that signed its certificate.';

const argocdInstance = z.strictObject({
  name: z.string().min(1),
  url: serverUrl,
  token: z.string().min(1).optional(),
  ca: z.string().min(1).optional(),
});

const effects = z.record(z.string(), z.literal('read'));
const outsideServer = z.union([
  z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower case letters, digits and dashes'),
    command: z.string().min(1),
    args: z.array(z.string()).optional(),
    env: z.record(z.string(), z.string()).optional(),
    effects: effects.optional(),
  }),
  z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower case letters, digits and dashes'),
    url: serverUrl,
    headers: z.record(z.string(), z.string()).optional(),
    effects: effects.optional(),
  }),
]);

/** How the systems beside the clusters are reached. */
export const SYSTEM_SETTINGS = {
  prometheusUrl: urlSetting(
    'JAMIE_PROMETHEUS_URL',
    'Prometheus, or what speaks its API (Thanos, Mimir, VictoriaMetrics), with the path before /api.',
  ),
  prometheusToken: secretSetting('JAMIE_PROMETHEUS_TOKEN', 'A bearer token for Prometheus and Alertmanager.'),
  prometheusUsername: textSetting(
    'JAMIE_PROMETHEUS_USERNAME',
    'A user name for Prometheus and Alertmanager, when they ask for one instead of a token.',
  ),
  prometheusPassword: secretSetting(
    'JAMIE_PROMETHEUS_PASSWORD',
    'The password that belongs to the user name.',
  ),
  prometheusCa: textSetting(
    'JAMIE_PROMETHEUS_CA',
    'A PEM file with the authority that signed the certificates of Prometheus and Alertmanager.',
  ),
  alertmanagerUrl: urlSetting(
    'JAMIE_ALERTMANAGER_URL',
    'Alertmanager, for silences, with the path before /api.',
  ),
  lokiUrl: urlSetting('JAMIE_LOKI_URL', 'Loki, with the path before /loki/api.'),
  lokiToken: secretSetting('JAMIE_LOKI_TOKEN', 'A bearer token for Loki.'),
  lokiUsername: textSetting('JAMIE_LOKI_USERNAME', 'A user name for Loki, instead of a token.'),
  lokiPassword: secretSetting('JAMIE_LOKI_PASSWORD', 'The password that belongs to the user name.'),
  lokiTenant: textSetting('JAMIE_LOKI_TENANT', 'The tenant to ask, sent as X-Scope-OrgID.'),
  lokiCa: textSetting('JAMIE_LOKI_CA', CA),
  tempoUrl: urlSetting('JAMIE_TEMPO_URL', 'Tempo, with the path before /api.'),
  tempoToken: secretSetting('JAMIE_TEMPO_TOKEN', 'A bearer token for Tempo.'),
  tempoUsername: textSetting('JAMIE_TEMPO_USERNAME', 'A user name for Tempo, instead of a token.'),
  tempoPassword: secretSetting('JAMIE_TEMPO_PASSWORD', 'The password that belongs to the user name.'),
  tempoTenant: textSetting('JAMIE_TEMPO_TENANT', 'The tenant to ask, sent as X-Scope-OrgID.'),
  tempoCa: textSetting('JAMIE_TEMPO_CA', CA),
  githubUrl: urlSetting(
    'JAMIE_GITHUB_URL',
    'The REST API of GitHub: https://api.github.com, or https://host/api/v3 of GitHub Enterprise. Asked only when there is an owner.',
  ),
  githubToken: secretSetting(
    'JAMIE_GITHUB_TOKEN',
    'A token for GitHub that may read contents, pull requests, actions and deployments.',
  ),
  githubAppId: textSetting(
    'JAMIE_GITHUB_APP_ID',
    'The id of a GitHub App to sign in as, instead of a token; it needs to read contents, pull requests, checks, actions and deployments.',
  ),
  githubAppInstallationId: textSetting(
    'JAMIE_GITHUB_APP_INSTALLATION_ID',
    "The App's installation; the one of the owner when left out.",
  ),
  githubAppPrivateKeyFile: textSetting(
    'JAMIE_GITHUB_APP_PRIVATE_KEY_FILE',
    'A PEM file with the private key that GitHub gave for the App.',
  ),
  githubOwner: textSetting('JAMIE_GITHUB_OWNER', 'The organisation or person whose repositories are read.'),
  githubCa: textSetting('JAMIE_GITHUB_CA', CA),
  argocd: setting({
    schema: z.array(argocdInstance).optional(),
    description: 'Argo CD servers: a list of {name, url, token, ca}.',
    default: () => undefined,
    secret: true,
  }),
  argocdUrl: urlSetting('JAMIE_ARGOCD_URL', 'One Argo CD server; for several use the file.'),
  argocdToken: secretSetting('JAMIE_ARGOCD_TOKEN', 'A token of that Argo CD server.'),
  argocdCa: textSetting('JAMIE_ARGOCD_CA', CA),
  grafanaUrl: urlSetting('JAMIE_GRAFANA_URL', 'Grafana, with the path before /api.'),
  grafanaToken: secretSetting('JAMIE_GRAFANA_TOKEN', "The token of a service account of Grafana's."),
  grafanaCa: textSetting('JAMIE_GRAFANA_CA', CA),
  pagerdutyUrl: urlSetting(
    'JAMIE_PAGERDUTY_URL',
    "PagerDuty's REST API; https://api.pagerduty.com when only a token is given.",
  ),
  pagerdutyToken: secretSetting('JAMIE_PAGERDUTY_TOKEN', 'A read-only API key of PagerDuty.'),
  pagerdutyWebhookSecret: secretSetting(
    'JAMIE_PAGERDUTY_WEBHOOK_SECRET',
    'What PagerDuty signs its webhooks with; deliveries without that signature are refused.',
  ),
  pagerdutyCa: textSetting('JAMIE_PAGERDUTY_CA', CA),
  jiraUrl: urlSetting('JAMIE_JIRA_URL', 'Jira, such as https://company.atlassian.net.'),
  jiraUsername: textSetting('JAMIE_JIRA_USERNAME', 'The e-mail address that the API token belongs to.'),
  jiraToken: secretSetting('JAMIE_JIRA_TOKEN', 'An API token of Jira.'),
  jiraCa: textSetting('JAMIE_JIRA_CA', CA),
  servicenowUrl: urlSetting('JAMIE_SERVICENOW_URL', 'ServiceNow, such as https://company.service-now.com.'),
  servicenowUsername: textSetting(
    'JAMIE_SERVICENOW_USERNAME',
    'A user of ServiceNow who may read incidents.',
  ),
  servicenowPassword: secretSetting('JAMIE_SERVICENOW_PASSWORD', 'The password that belongs to that user.'),
  servicenowCa: textSetting('JAMIE_SERVICENOW_CA', CA),
  mcpServers: setting({
    schema: z.array(outsideServer).optional(),
    description:
      'MCP servers whose tools Jamie offers: a list of {name, command, args, env} or {name, url, headers}, with effects: {tool: read} for the tools that change nothing.',
    default: () => undefined,
    secret: true,
  }),
};
