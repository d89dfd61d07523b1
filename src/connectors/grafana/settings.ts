import type { Endpoint } from '#connectors/kit';

/** Grafana; the token is a service account's that may view. People open its links at the same address. */
export type GrafanaSettings = Endpoint;
