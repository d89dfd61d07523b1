import type { Endpoint } from '#connectors/kit';

/** A GitHub App that signs in for itself, with a token of one hour for one installation. */
export interface GithubApp {
  id: string;
  /** The one of the owner when left out. */
  installationId?: string;
  /** The PEM that GitHub gave for the App. */
  privateKey: string;
}

/** GitHub or GitHub Enterprise: the URL of its REST API, such as https://api.github.com or https://host/api/v3. */
export interface GithubSettings extends Endpoint {
  /** The organisation or person whose repositories are meant when only a name is given. */
  owner?: string;
  /** Signs in instead of a token. */
  app?: GithubApp;
}
