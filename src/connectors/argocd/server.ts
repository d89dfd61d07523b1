import { createArgocdClient } from './client/client.ts';
import type { ArgocdClient } from './client/client.ts';
import type { ArgocdSettings } from './settings.ts';

/** One Argo CD that can be asked. */
export interface Instance {
  name: string;
  client: ArgocdClient;
}

/** What every tool works with. */
export interface Server {
  instances: readonly Instance[];
}

/** The servers behind these settings. Nothing is asked yet. */
export function openServer({ instances }: ArgocdSettings): Server {
  return {
    instances: instances.map(({ name, ...endpoint }) => ({
      name,
      client: createArgocdClient(endpoint, name),
    })),
  };
}
