import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { LokiSettings } from './settings.ts';
import { lokiTools } from './tools.ts';

/** What the connector is built from. */
export interface LokiConnectorDeps {
  settings: LokiSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The Loki connector as the rest of the house sees it. */
export type LokiConnector = Port<ReturnType<typeof lokiTools>>;

/** Connects to Loki. Asks nothing until somebody does. */
export function createLokiConnector(deps: LokiConnectorDeps): LokiConnector {
  return openPort(lokiTools(openServer(deps.settings, deps.now)), deps);
}
