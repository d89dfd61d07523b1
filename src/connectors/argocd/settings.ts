import type { Endpoint } from '#connectors/kit';

/** One Argo CD server with its own token. */
export interface ArgocdInstance extends Endpoint {
  /** As people say it, such as production. */
  name: string;
}

/** Every Argo CD there is. */
export interface ArgocdSettings {
  instances: ArgocdInstance[];
}
