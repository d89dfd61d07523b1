import { readFileSync } from 'node:fs';
import type { Endpoint, Tool, ToolAudit } from '#connectors/kit';
import type { PrometheusConnector } from '#connectors/prometheus';
import type { Config } from '#ground/config';
import { ConfigError } from '#ground/errors';
import type { Metrics } from '#ground/telemetry';
import type { WorldApart } from '../lab/world/apart.ts';

/** The systems beside the clusters that are known; none of them has been asked anything yet. */
export interface Systems {
  prometheus?: PrometheusConnector;
}

interface ConnectDeps {
  config: Config;
  metrics: Metrics;
  /** The systems of the simulated company, when it runs: they stand in for what is not configured. */
  world?: WorldApart['systems'];
}

function authorityIn(setting: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `${setting} names ${path}, which cannot be read.`;
    throw new ConfigError({ code: 'bad-settings', message, cause });
  }
}

/** How a server is signed in to, from the settings that begin with its name. */
function accessTo(config: Config, name: 'prometheus' | 'loki' | 'tempo'): Omit<Endpoint, 'url'> {
  return {
    token: config[`${name}Token`],
    username: config[`${name}Username`],
    password: config[`${name}Password`],
    ca: authorityIn(`JAMIE_${name.toUpperCase()}_CA`, config[`${name}Ca`]),
  };
}

interface Shared {
  now: () => number;
  audit: (call: ToolAudit) => void;
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

/** The systems of the settings, else those of the simulated company. ConfigError when a setting names what is not there. */
export async function connectSystems(deps: ConnectDeps): Promise<Systems> {
  const shared: Shared = {
    now: Date.now,
    audit: ({ tool, ok, ms }) => {
      deps.metrics.toolCalled({ tool, ok, seconds: ms / 1000 });
    },
  };
  const [metrics] = await Promise.all([prometheus(deps, shared)]);
  return { prometheus: metrics };
}

/** Every tool of the systems, by the name of its server. */
export function toolsBySystem(systems: Systems): [name: string, tools: Tool[]][] {
  const known = Object.entries(systems) as [string, { tools: Tool[] } | undefined][];
  return known.flatMap(([name, connector]) => (connector === undefined ? [] : [[name, connector.tools]]));
}
