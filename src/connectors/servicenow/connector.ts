import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { ServicenowSettings } from './settings.ts';
import { servicenowTools } from './tools.ts';

/** What the connector is built from. */
interface ServicenowConnectorDeps {
  settings: ServicenowSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The ServiceNow connector as the rest of the house sees it. */
export type ServicenowConnector = Port<ReturnType<typeof servicenowTools>>;

/** Connects to ServiceNow. Asks nothing until somebody does. */
export function createServicenowConnector(deps: ServicenowConnectorDeps): ServicenowConnector {
  return openPort(servicenowTools(openServer(deps.settings, deps.now)), deps);
}
