import type { Endpoint } from '#connectors/kit';

/** Jira Cloud: `username` is an e-mail address and `password` the API token that belongs to it. */
export type JiraSettings = Endpoint;
