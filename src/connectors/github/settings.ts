import type { Endpoint } from '#connectors/kit';

/** GitHub or GitHub Enterprise: the URL of its REST API, such as https://api.github.com or https://host/api/v3. */
export interface GithubSettings extends Endpoint {
  /** The organisation or person whose repositories are meant when only a name is given. */
  owner?: string;
}
