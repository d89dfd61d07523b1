/** How a server is reached. */
export interface Endpoint {
  /** With the path before the API, if there is one. */
  url: string;
  token?: string;
  username?: string;
  password?: string;
  /** The PEM of the authority that signed its certificate, when the system does not know it. */
  ca?: string;
  /** Sent with every request, such as a tenant's name or a version of the API. */
  headers?: Record<string, string>;
}

/** What a system is called in errors, and which settings mend them. */
export interface Product {
  /** As people say it: "Loki". */
  name: string;
  /** Begins the codes of errors: `loki` makes `loki-unreachable`. */
  code: string;
  settings: { url: string; credentials: string; ca: string };
}
