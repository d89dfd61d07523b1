import { createJiraClient } from './client.ts';
import type { JiraClient } from './client.ts';
import type { JiraSettings } from './settings.ts';

/** What every tool works with. */
export interface Server {
  client: JiraClient;
  now: () => number;
}

/** The server behind these settings. Nothing is asked yet. */
export function openServer(settings: JiraSettings, now: () => number): Server {
  return { client: createJiraClient(settings), now };
}
