export { createTempoConnector } from './connector.ts';
export type { TempoConnector } from './connector.ts';
export type { TempoSettings } from './settings.ts';
export type { TempoSpan } from './reads/spans.ts';
