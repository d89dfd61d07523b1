import type { Systems } from '#brain';
import type { ToolResult } from '#connectors/kit';
import type { Connected } from './connect-systems.ts';

/** How one system does. */
export interface SystemCheck {
  name: string;
  state: 'answers' | 'fails' | 'not-connected';
  says: string;
  /** What to set. */
  mend?: string;
}

type Probe<Name extends keyof Systems> = (
  connector: NonNullable<Systems[Name]>,
) => Promise<ToolResult<unknown>>;

/** A small question to each system, and the settings that connect it. */
const PROBES: { [Name in keyof Required<Systems>]: { title: string; settings: string; ask: Probe<Name> } } = {
  prometheus: {
    title: 'Prometheus',
    settings: 'JAMIE_PROMETHEUS_URL',
    ask: (prometheus) => prometheus.queryMetrics({ query: 'vector(1)' }),
  },
  loki: { title: 'Loki', settings: 'JAMIE_LOKI_URL', ask: (loki) => loki.listLabels({}) },
  tempo: { title: 'Tempo', settings: 'JAMIE_TEMPO_URL', ask: (tempo) => tempo.listServices({}) },
  github: {
    title: 'GitHub',
    settings: 'JAMIE_GITHUB_OWNER and JAMIE_GITHUB_TOKEN (or JAMIE_GITHUB_APP_ID and its key)',
    ask: (github) => github.listRepositories({}),
  },
  argocd: {
    title: 'Argo CD',
    settings: 'JAMIE_ARGOCD_URL and JAMIE_ARGOCD_TOKEN',
    ask: (argocd) => argocd.listInstances({}),
  },
  grafana: {
    title: 'Grafana',
    settings: 'JAMIE_GRAFANA_URL and JAMIE_GRAFANA_TOKEN',
    ask: (grafana) => grafana.searchDashboards({}),
  },
  pagerduty: {
    title: 'PagerDuty',
    settings: 'JAMIE_PAGERDUTY_TOKEN',
    ask: (pagerduty) => pagerduty.listOnCall({}),
  },
  jira: {
    title: 'Jira',
    settings: 'JAMIE_JIRA_URL, JAMIE_JIRA_USERNAME and JAMIE_JIRA_TOKEN',
    ask: (jira) => jira.searchIssues({ text: 'jamie' }),
  },
  servicenow: {
    title: 'ServiceNow',
    settings: 'JAMIE_SERVICENOW_URL, JAMIE_SERVICENOW_USERNAME and JAMIE_SERVICENOW_PASSWORD',
    ask: (servicenow) => servicenow.searchRecords({ table: 'incident' }),
  },
};

async function check<Name extends keyof Systems>(name: Name, systems: Systems): Promise<SystemCheck> {
  const { title, settings, ask } = PROBES[name];
  const connector = systems[name];
  if (connector === undefined)
    return { name: title, state: 'not-connected', says: 'not connected', mend: `Set ${settings}.` };
  const result = await ask(connector);
  if (result.ok) return { name: title, state: 'answers', says: `answers (${result.ms} ms)` };
  return { name: title, state: 'fails', says: result.error.message };
}

/** Asks every system that is connected one small question; then says what others' MCP servers offer. */
export async function checkSystems({ systems, outside }: Connected): Promise<SystemCheck[]> {
  const names = Object.keys(PROBES) as (keyof Systems)[];
  await outside?.ready();
  const others = (outside?.state() ?? []).map(({ name, connected, tools, problems }): SystemCheck => {
    const trouble = problems.join('; ');
    return connected
      ? {
          name: `MCP server ${name}`,
          state: 'answers',
          says: [`${tools} tools`, trouble].filter(Boolean).join('; '),
        }
      : { name: `MCP server ${name}`, state: 'fails', says: trouble };
  });
  return [...(await Promise.all(names.map((name) => check(name, systems)))), ...others];
}
