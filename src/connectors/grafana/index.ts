export { createGrafanaConnector } from './connector.ts';
export type { GrafanaConnector } from './connector.ts';
export type { GrafanaSettings } from './settings.ts';
