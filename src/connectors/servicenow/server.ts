import { createServicenowClient } from './client.ts';
import type { ServicenowClient } from './client.ts';
import type { ServicenowSettings } from './settings.ts';

/** What every tool works with. */
export interface Server {
  client: ServicenowClient;
  now: () => number;
}

/** The server behind these settings. Nothing is asked yet. */
export function openServer(settings: ServicenowSettings, now: () => number): Server {
  return { client: createServicenowClient(settings), now };
}
