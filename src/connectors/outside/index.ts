export { createOutsideConnector } from './connector.ts';
export type { OutsideConnector } from './connector.ts';
export type { OutsideSettings } from './settings.ts';
