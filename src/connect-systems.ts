import type { Systems } from '#brain';
import type { Endpoint, Tool, ToolAudit } from '#connectors/kit';
import type { OutsideConnector } from '#connectors/outside';
import type { Config } from '#ground/config';
import type { Metrics } from '#ground/telemetry';
import type { WorldApart } from '../lab/world/apart.ts';
import { githubSettings } from './github-settings.ts';
import { pemIn } from './pem-in.ts';

/** Everything that is connected beside the clusters; none of it has been asked anything yet. */
export interface Connected {
  systems: Systems;
  /** MCP servers of others, whose tools are offered with ours. */
  outside: OutsideConnector | undefined;
}

interface ConnectDeps {
  config: Config;
  metrics: Metrics;
  /** The systems of the simulated company, when it runs: they stand in for what is not configured. */
  world?: WorldApart['systems'];
}

interface Shared {
  now: () => number;
  audit: (call: ToolAudit) => void;
}

/** How the simulated company's systems are signed in to: any token that begins so, any name. */
const LAB = { token: 'lab-jamie' };
const LAB_SIGN_IN = { username: 'lab', password: 'lab' };
const LAB_OWNER = 'harbour';
const PAGERDUTY = 'https://api.pagerduty.com';

/** How a server is signed in to, from the settings that begin with its name. */
function accessTo(config: Config, name: 'prometheus' | 'loki' | 'tempo'): Omit<Endpoint, 'url'> {
  return {
    token: config[`${name}Token`],
    username: config[`${name}Username`],
    password: config[`${name}Password`],
    ca: pemIn(`JAMIE_${name.toUpperCase()}_CA`, config[`${name}Ca`]),
  };
}

async function prometheus({ config, world }: ConnectDeps, shared: Shared) {
  const { prometheusUrl, alertmanagerUrl } = config;
  const simulated = world && {
    prometheus: { url: world.prometheus },
    alertmanager: { url: world.alertmanager },
  };
  const access = accessTo(config, 'prometheus');
  const settings =
    prometheusUrl === undefined
      ? simulated
      : {
          prometheus: { url: prometheusUrl, ...access },
          alertmanager: alertmanagerUrl === undefined ? undefined : { url: alertmanagerUrl, ...access },
        };
  if (settings === undefined) return undefined;
  const { createPrometheusConnector } = await import('#connectors/prometheus');
  return createPrometheusConnector({ settings, ...shared });
}

async function loki({ config, world }: ConnectDeps, shared: Shared) {
  const { lokiUrl, lokiTenant: tenant } = config;
  const settings =
    lokiUrl === undefined
      ? world && { url: world.loki }
      : { url: lokiUrl, tenant, ...accessTo(config, 'loki') };
  if (settings === undefined) return undefined;
  const { createLokiConnector } = await import('#connectors/loki');
  return createLokiConnector({ settings, ...shared });
}

async function tempo({ config, world }: ConnectDeps, shared: Shared) {
  const { tempoUrl, tempoTenant } = config;
  const headers = tempoTenant === undefined ? undefined : { 'x-scope-orgid': tempoTenant };
  const settings =
    tempoUrl === undefined
      ? world && { url: world.tempo }
      : { url: tempoUrl, headers, ...accessTo(config, 'tempo') };
  if (settings === undefined) return undefined;
  const { createTempoConnector } = await import('#connectors/tempo');
  return createTempoConnector({ settings, ...shared });
}

async function github({ config, world }: ConnectDeps, shared: Shared) {
  const settings = githubSettings(config) ?? (world && { url: world.github, owner: LAB_OWNER, ...LAB });
  if (settings === undefined) return undefined;
  const { createGithubConnector } = await import('#connectors/github');
  return createGithubConnector({ settings, ...shared });
}

function argocdInstances({ config, world }: ConnectDeps) {
  const { argocd: listed = [], argocdUrl: url, argocdToken: token } = config;
  const ca = pemIn('JAMIE_ARGOCD_CA', config.argocdCa);
  const single = url === undefined ? [] : [{ name: new URL(url).hostname, url, token, ca }];
  const named = listed.map(({ ca, ...one }) => ({
    ...one,
    ca: pemIn(`argocd › ${one.name} › ca`, ca),
  }));
  if (named.length + single.length > 0) return [...named, ...single];
  if (world === undefined) return [];
  return [
    { name: 'production', url: world.argocd, ...LAB },
    { name: 'staging', url: world.argocdStaging, ...LAB },
  ];
}

async function argocd(deps: ConnectDeps, shared: Shared) {
  const instances = argocdInstances(deps);
  if (instances.length === 0) return undefined;
  const { createArgocdConnector } = await import('#connectors/argocd');
  return createArgocdConnector({ settings: { instances }, ...shared });
}

async function grafana({ config, world }: ConnectDeps, shared: Shared) {
  const { grafanaUrl: url, grafanaToken: token } = config;
  const ca = pemIn('JAMIE_GRAFANA_CA', config.grafanaCa);
  const settings = url === undefined ? world && { url: world.grafana, ...LAB } : { url, token, ca };
  if (settings === undefined) return undefined;
  const { createGrafanaConnector } = await import('#connectors/grafana');
  return createGrafanaConnector({ settings, ...shared });
}

async function pagerduty({ config, world }: ConnectDeps, shared: Shared) {
  const { pagerdutyUrl: url = PAGERDUTY, pagerdutyToken: token } = config;
  const ca = pemIn('JAMIE_PAGERDUTY_CA', config.pagerdutyCa);
  const settings = token === undefined ? world && { url: world.pagerduty, ...LAB } : { url, token, ca };
  if (settings === undefined) return undefined;
  const { createPagerdutyConnector } = await import('#connectors/pagerduty');
  return createPagerdutyConnector({ settings, ...shared });
}

async function jira({ config, world }: ConnectDeps, shared: Shared) {
  const { jiraUrl: url, jiraUsername: username, jiraToken: password } = config;
  const ca = pemIn('JAMIE_JIRA_CA', config.jiraCa);
  const settings =
    url === undefined ? world && { url: world.jira, ...LAB_SIGN_IN } : { url, username, password, ca };
  if (settings === undefined) return undefined;
  const { createJiraConnector } = await import('#connectors/jira');
  return createJiraConnector({ settings, ...shared });
}

async function servicenow({ config, world }: ConnectDeps, shared: Shared) {
  const { servicenowUrl: url, servicenowUsername: username, servicenowPassword: password } = config;
  const ca = pemIn('JAMIE_SERVICENOW_CA', config.servicenowCa);
  const settings =
    url === undefined ? world && { url: world.servicenow, ...LAB_SIGN_IN } : { url, username, password, ca };
  if (settings === undefined) return undefined;
  const { createServicenowConnector } = await import('#connectors/servicenow');
  return createServicenowConnector({ settings, ...shared });
}

const CONNECT = { prometheus, loki, tempo, github, argocd, grafana, pagerduty, jira, servicenow };

async function outside({ config }: ConnectDeps, shared: Shared): Promise<OutsideConnector | undefined> {
  const { mcpServers: servers = [] } = config;
  if (servers.length === 0) return undefined;
  const { createOutsideConnector } = await import('#connectors/outside');
  const reserved = ['kubernetes', ...Object.keys(CONNECT)];
  return createOutsideConnector({ settings: { servers, reserved }, ...shared });
}

/** The systems of the settings, else those of the simulated company. ConfigError when a setting names what is not there. */
export async function connectSystems(deps: ConnectDeps): Promise<Connected> {
  const shared: Shared = {
    now: Date.now,
    audit: ({ tool, ok, ms }) => {
      deps.metrics.toolCalled({ tool, ok, seconds: ms / 1000 });
    },
  };
  const connecting = Object.entries(CONNECT).map(
    async ([name, connect]) => [name, await connect(deps, shared)] as const,
  );
  const [others, ...known] = await Promise.all([outside(deps, shared), ...connecting]);
  const systems = Object.fromEntries(known.filter(([, connector]) => connector !== undefined)) as Systems;
  return { systems, outside: others };
}

/** Every tool of the systems, by the name of its server. */
export function toolsBySystem({ systems }: Connected): [name: string, tools: Tool[]][] {
  const known = Object.entries(systems) as [string, { tools: Tool[] }][];
  return known.map(([name, { tools }]) => [name, tools]);
}

/** Everything that may be asked by name: of the clusters, of the systems, and of others' servers. */
export function allTools({ tools }: { tools: Tool[] }, connected: Connected): Tool[] {
  return [
    ...tools,
    ...toolsBySystem(connected).flatMap(([, own]) => own),
    ...(connected.outside?.tools ?? []),
  ];
}
