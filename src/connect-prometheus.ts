import { readFileSync } from 'node:fs';
import type { PrometheusConnector, PrometheusSettings } from '#connectors/prometheus';
import type { Config } from '#ground/config';
import { ConfigError } from '#ground/errors';
import type { Metrics } from '#ground/telemetry';

interface ConnectDeps {
  config: Config;
  metrics: Metrics;
  /** The monitoring of the simulated company, when it runs and nothing else is configured. */
  world?: { prometheus: string; alertmanager: string };
}

function authorityIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const message = `JAMIE_PROMETHEUS_CA names ${path}, which cannot be read.`;
    throw new ConfigError({ code: 'bad-settings', message, cause });
  }
}

function settingsOf({ config, world }: ConnectDeps): PrometheusSettings | undefined {
  const { prometheusUrl, alertmanagerUrl, prometheusCa } = config;
  if (prometheusUrl === undefined)
    return world && { prometheus: { url: world.prometheus }, alertmanager: { url: world.alertmanager } };
  const access = {
    token: config.prometheusToken,
    username: config.prometheusUsername,
    password: config.prometheusPassword,
    ca: prometheusCa === undefined ? undefined : authorityIn(prometheusCa),
  };
  return {
    prometheus: { url: prometheusUrl, ...access },
    ...(alertmanagerUrl === undefined ? {} : { alertmanager: { url: alertmanagerUrl, ...access } }),
  };
}

/** The Prometheus of the settings, else that of the simulated company; undefined when there is neither. Asks nothing yet. */
export async function connectPrometheus(deps: ConnectDeps): Promise<PrometheusConnector | undefined> {
  const settings = settingsOf(deps);
  if (settings === undefined) return undefined;
  const { createPrometheusConnector } = await import('#connectors/prometheus');
  return createPrometheusConnector({
    settings,
    now: Date.now,
    audit: ({ tool, ok, ms }) => {
      deps.metrics.toolCalled({ tool, ok, seconds: ms / 1000 });
    },
  });
}
