export { createGithubConnector } from './connector.ts';
export type { GithubConnector } from './connector.ts';
export type { GithubSettings } from './settings.ts';
export type { ChangeSummary } from './words/summary.ts';
