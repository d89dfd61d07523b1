import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { TempoSettings } from './settings.ts';
import { tempoTools } from './tools.ts';

/** What the connector is built from. */
export interface TempoConnectorDeps {
  settings: TempoSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The Tempo connector as the rest of the house sees it. */
export type TempoConnector = Port<ReturnType<typeof tempoTools>>;

/** Connects to Tempo. Asks nothing until somebody does. */
export function createTempoConnector(deps: TempoConnectorDeps): TempoConnector {
  return openPort(tempoTools(openServer(deps.settings, deps.now)), deps);
}
