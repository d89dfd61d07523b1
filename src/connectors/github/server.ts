import { createGithubClient } from './client/client.ts';
import type { GithubClient } from './client/client.ts';
import type { GithubSettings } from './settings.ts';

/** What every tool works with. */
export interface Server {
  client: GithubClient;
  owner?: string;
  now: () => number;
}

/** The server behind these settings. Nothing is asked yet. */
export function openServer(settings: GithubSettings, now: () => number): Server {
  return { client: createGithubClient(settings, now), owner: settings.owner, now };
}
