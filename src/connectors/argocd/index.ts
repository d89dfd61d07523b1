export { createArgocdConnector } from './connector.ts';
export type { ArgocdConnector } from './connector.ts';
export type { ArgocdSettings } from './settings.ts';
