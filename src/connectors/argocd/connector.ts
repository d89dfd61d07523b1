import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { ArgocdSettings } from './settings.ts';
import { argocdTools } from './tools.ts';

/** What the connector is built from. */
export interface ArgocdConnectorDeps {
  settings: ArgocdSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The Argo CD connector as the rest of the house sees it. */
export type ArgocdConnector = Port<ReturnType<typeof argocdTools>>;

/** Connects to every Argo CD of the settings. Asks nothing until somebody does. */
export function createArgocdConnector(deps: ArgocdConnectorDeps): ArgocdConnector {
  return openPort(argocdTools(openServer(deps.settings)), deps);
}
