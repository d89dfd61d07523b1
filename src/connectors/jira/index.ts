export { createJiraConnector } from './connector.ts';
export type { JiraConnector } from './connector.ts';
export type { JiraSettings } from './settings.ts';
