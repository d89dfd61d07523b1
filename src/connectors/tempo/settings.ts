import type { Endpoint } from '#connectors/kit';

/** How Tempo is reached; a tenant's name goes into the header X-Scope-OrgID. */
export type TempoSettings = Endpoint;
