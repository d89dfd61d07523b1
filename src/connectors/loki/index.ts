export { createLokiConnector } from './connector.ts';
export type { LokiConnector } from './connector.ts';
export type { LogLine } from './reads/line.ts';
export type { LokiSettings } from './settings.ts';
