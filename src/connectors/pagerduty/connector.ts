import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { PagerdutySettings } from './settings.ts';
import { pagerdutyTools } from './tools.ts';

/** What the connector is built from. */
interface PagerdutyConnectorDeps {
  settings: PagerdutySettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The PagerDuty connector as the rest of the house sees it. */
export type PagerdutyConnector = Port<ReturnType<typeof pagerdutyTools>>;

/** Connects to PagerDuty. Asks nothing until somebody does. */
export function createPagerdutyConnector(deps: PagerdutyConnectorDeps): PagerdutyConnector {
  return openPort(pagerdutyTools(openServer(deps.settings, deps.now)), deps);
}
