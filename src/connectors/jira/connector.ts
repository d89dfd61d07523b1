import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { JiraSettings } from './settings.ts';
import { jiraTools } from './tools.ts';

/** What the connector is built from. */
interface JiraConnectorDeps {
  settings: JiraSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The Jira connector as the rest of the house sees it. */
export type JiraConnector = Port<ReturnType<typeof jiraTools>>;

/** Connects to Jira. Asks nothing until somebody does. */
export function createJiraConnector(deps: JiraConnectorDeps): JiraConnector {
  return openPort(jiraTools(openServer(deps.settings, deps.now)), deps);
}
