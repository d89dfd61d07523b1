export { createPagerdutyConnector } from './connector.ts';
export type { PagerdutyConnector } from './connector.ts';
export type { PagerdutySettings } from './settings.ts';
