import type { Endpoint } from '#connectors/kit';

/** A ServiceNow instance; its user may read incidents, changes and problems. */
export type ServicenowSettings = Endpoint;
