export { createPrometheusConnector } from './connector.ts';
export type { PrometheusConnector } from './connector.ts';
export type { PrometheusSettings } from './settings.ts';
