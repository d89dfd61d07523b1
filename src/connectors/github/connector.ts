import { openPort } from '#connectors/kit';
import type { Port, ToolAudit } from '#connectors/kit';
import { openServer } from './server.ts';
import type { GithubSettings } from './settings.ts';
import { githubTools } from './tools.ts';

/** What the connector is built from. */
export interface GithubConnectorDeps {
  settings: GithubSettings;
  now: () => number;
  /** Told of every call of a tool through the port. */
  audit?: (call: ToolAudit) => void;
}

/** The GitHub connector as the rest of the house sees it. */
export type GithubConnector = Port<ReturnType<typeof githubTools>>;

/** Connects to GitHub. Asks nothing until somebody does. */
export function createGithubConnector(deps: GithubConnectorDeps): GithubConnector {
  return openPort(githubTools(openServer(deps.settings, deps.now)), deps);
}
