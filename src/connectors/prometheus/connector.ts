import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { PrometheusSettings } from './settings.ts';
import { prometheusTools } from './tools.ts';

/** What the connector is built from. */
export interface PrometheusConnectorDeps {
  settings: PrometheusSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The Prometheus connector as the rest of the house sees it. */
export type PrometheusConnector = Port<ReturnType<typeof prometheusTools>>;

/** Connects to Prometheus and Alertmanager. Asks nothing until somebody does. */
export function createPrometheusConnector(deps: PrometheusConnectorDeps): PrometheusConnector {
  return openPort(prometheusTools(openServer(deps.settings, deps.now)), deps);
}
