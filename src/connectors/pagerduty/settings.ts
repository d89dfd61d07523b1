import type { Endpoint } from '#connectors/kit';

/** PagerDuty's REST API; the token is an API key that may read. */
export type PagerdutySettings = Endpoint;
