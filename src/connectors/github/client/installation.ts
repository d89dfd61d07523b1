import { z } from 'zod';
import { createHttpClient } from '#connectors/kit';
import type { Endpoint, HttpClient } from '#connectors/kit';
import { ConfigError } from '#ground/errors';
import type { GithubApp } from '../settings.ts';
import { readPrivateKey, signedBy } from './app-signature.ts';
import type { Credentials } from './credentials.ts';
import { APP_PRODUCT, refusalOf, wordsOf } from './errors.ts';

const accessToken = z.object({ token: z.string().min(1), expires_at: z.string() });
const installation = z.object({ id: z.number() });
/** A token is given back so long before it ends, so that no request is made with one that just did. */
const MARGIN_MS = 2 * 60_000;

interface AppDeps {
  endpoint: Endpoint;
  app: GithubApp;
  /** Whose installation is meant when the App does not say. */
  owner?: string;
  now: () => number;
}

type Received = Awaited<ReturnType<HttpClient['ask']>>;

function refusedApp(client: HttpClient, { id }: GithubApp, received: Received): Error {
  const words = wordsOf(received);
  if (words === undefined || ![401, 403, 404, 422].includes(received.status))
    return refusalOf(client, received, { path: '/app', credentials: APP_PRODUCT.settings.credentials });
  const mend =
    received.status === 404
      ? 'JAMIE_GITHUB_APP_ID, JAMIE_GITHUB_APP_INSTALLATION_ID and that it is installed for JAMIE_GITHUB_OWNER'
      : 'JAMIE_GITHUB_APP_ID, JAMIE_GITHUB_APP_PRIVATE_KEY_FILE and the clock of this machine';
  const message = `${client.host} gives the GitHub App ${id} no token: ${words}. Check ${mend}.`;
  return new ConfigError({ code: 'github-app-refused', message });
}

/** Asks as the App itself, which may do little but ask for tokens. */
function createAppClient({ endpoint, app, now }: AppDeps) {
  const key = readPrivateKey(app.privateKey);
  return async (path: string, json?: object) => {
    const token = signedBy(key, { id: app.id, now: now() });
    const client = createHttpClient({ ...endpoint, token }, APP_PRODUCT);
    return { client, received: await client.ask({ path, json, accept: 'application/vnd.github+json' }) };
  };
}

type AskAsApp = ReturnType<typeof createAppClient>;

async function findInstallation({ app, owner }: AppDeps, ask: AskAsApp): Promise<string> {
  if (app.installationId !== undefined) return app.installationId;
  if (owner === undefined) {
    const message = 'Which installation of the GitHub App? Set JAMIE_GITHUB_APP_INSTALLATION_ID.';
    throw new ConfigError({ code: 'bad-settings', message });
  }
  const whose = encodeURIComponent(owner);
  const ofOrganisation = await ask(`/orgs/${whose}/installation`);
  const { client, received } =
    ofOrganisation.received.status === 404 ? await ask(`/users/${whose}/installation`) : ofOrganisation;
  if (received.status !== 200) throw refusedApp(client, app, received);
  return String(client.shape(installation, client.parse(received)).id);
}

/**
 * The token of an App's installation: fetched when it is first needed, once however many ask, kept until shortly before it
 * ends, and fetched anew after GitHub refused it.
 */
export function createInstallation(deps: AppDeps): Credentials {
  const ask = createAppClient(deps);
  let id: Promise<string> | undefined;
  let kept: { token: string; until: number } | undefined;
  let coming: Promise<{ token: string; until: number }> | undefined;

  async function fetchToken() {
    const found = await (id ??= findInstallation(deps, ask).catch((error: unknown) => {
      id = undefined;
      throw error;
    }));
    const path = `/app/installations/${encodeURIComponent(found)}/access_tokens`;
    const { client, received } = await ask(path, {});
    if (received.status !== 201) throw refusedApp(client, deps.app, received);
    const { token, expires_at: ends } = client.shape(accessToken, client.parse(received));
    return { token, until: Date.parse(ends) - MARGIN_MS };
  }

  return {
    async current() {
      if (kept && deps.now() < kept.until) return kept.token;
      coming ??= fetchToken().finally(() => (coming = undefined));
      kept = await coming;
      return kept.token;
    },
    refused(token) {
      if (kept?.token === token) kept = undefined;
      return true;
    },
  };
}
