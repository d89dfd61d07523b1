import type { GithubSettings } from '#connectors/github';
import type { Config } from '#ground/config';
import { ConfigError } from '#ground/errors';
import { pemIn } from './pem-in.ts';

const GITHUB = 'https://api.github.com';
const KEY = 'JAMIE_GITHUB_APP_PRIVATE_KEY_FILE';

function faultIn({ githubToken, githubAppId, githubAppPrivateKeyFile, githubAppInstallationId }: Config) {
  const app = [githubAppId, githubAppPrivateKeyFile, githubAppInstallationId];
  if (app.every((value) => value === undefined)) return undefined;
  if (githubToken !== undefined)
    return 'Sign in to GitHub with JAMIE_GITHUB_TOKEN or as a GitHub App, not both.';
  if (githubAppId === undefined) return 'A GitHub App needs its id: set JAMIE_GITHUB_APP_ID.';
  return githubAppPrivateKeyFile === undefined
    ? `A GitHub App needs its private key: set ${KEY}.`
    : undefined;
}

function appOf({
  githubAppId: id,
  githubAppInstallationId,
  githubAppPrivateKeyFile,
}: Config): GithubSettings['app'] {
  const privateKey = pemIn(KEY, githubAppPrivateKeyFile);
  if (id === undefined || privateKey === undefined) return undefined;
  return { id, privateKey, installationId: githubAppInstallationId };
}

/** How GitHub is reached; undefined without an owner, ConfigError when it is not said how to sign in. */
export function githubSettings(config: Config): GithubSettings | undefined {
  const message = faultIn(config);
  if (message !== undefined) throw new ConfigError({ code: 'bad-settings', message });
  const { githubUrl: url = GITHUB, githubToken: token, githubOwner: owner } = config;
  if (owner === undefined) return undefined;
  return { url, token, owner, app: appOf(config), ca: pemIn('JAMIE_GITHUB_CA', config.githubCa) };
}
