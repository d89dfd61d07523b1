export { createServicenowConnector } from './connector.ts';
export type { ServicenowConnector } from './connector.ts';
export type { ServicenowSettings } from './settings.ts';
