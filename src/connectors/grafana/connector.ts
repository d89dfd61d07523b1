import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { GrafanaSettings } from './settings.ts';
import { grafanaTools } from './tools.ts';

/** What the connector is built from. */
interface GrafanaConnectorDeps {
  settings: GrafanaSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The Grafana connector as the rest of the house sees it. */
export type GrafanaConnector = Port<ReturnType<typeof grafanaTools>>;

/** Connects to Grafana. Asks nothing until somebody does. */
export function createGrafanaConnector(deps: GrafanaConnectorDeps): GrafanaConnector {
  return openPort(grafanaTools(openServer(deps.settings, deps.now)), deps);
}
