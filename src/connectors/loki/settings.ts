import type { Endpoint } from '#connectors/kit';

/** How Loki is reached. */
export interface LokiSettings extends Endpoint {
  /** Sent as X-Scope-OrgID; several are joined by `|`. */
  tenant?: string;
}
