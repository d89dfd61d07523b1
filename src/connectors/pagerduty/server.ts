import { createPagerdutyClient } from './client.ts';
import type { PagerdutyClient } from './client.ts';
import type { PagerdutySettings } from './settings.ts';

/** What every tool works with. */
export interface Server {
  client: PagerdutyClient;
  now: () => number;
}

/** The server behind these settings. Nothing is asked yet. */
export function openServer(settings: PagerdutySettings, now: () => number): Server {
  return { client: createPagerdutyClient(settings), now };
}
