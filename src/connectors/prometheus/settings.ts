/** How a server is reached. */
export interface Endpoint {
  /** With the path before /api, if there is one. */
  url: string;
  token?: string;
  username?: string;
  password?: string;
  /** The PEM of the authority that signed its certificate, when the system does not know it. */
  ca?: string;
}

/** Prometheus, and Alertmanager when there is one. */
export interface PrometheusSettings {
  prometheus: Endpoint;
  alertmanager?: Endpoint;
}
