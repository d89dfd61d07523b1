import type { Endpoint } from '#connectors/kit';

/** Prometheus, and Alertmanager when there is one. */
export interface PrometheusSettings {
  prometheus: Endpoint;
  alertmanager?: Endpoint;
}
