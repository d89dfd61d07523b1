import { createGrafanaClient } from './client.ts';
import type { GrafanaClient } from './client.ts';
import type { GrafanaSettings } from './settings.ts';

/** What every tool works with. */
export interface Server {
  client: GrafanaClient;
  now: () => number;
}

/** The server behind these settings. Nothing is asked yet. */
export function openServer(settings: GrafanaSettings, now: () => number): Server {
  return { client: createGrafanaClient(settings), now };
}
