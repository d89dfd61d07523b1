import { createHttpClient } from '#connectors/kit';
import type { Endpoint, HttpClient, Product } from '#connectors/kit';
import type { GithubApp } from '../settings.ts';
import { fixedToken } from './credentials.ts';
import { APP_PRODUCT, isRateLimit, PRODUCT, refusalOf } from './errors.ts';
import { createInstallation } from './installation.ts';
import { createRateLimit } from './rate-limit.ts';

type Asked = Parameters<HttpClient['ask']>[0];
type Received = Awaited<ReturnType<HttpClient['ask']>>;

/** Asks GitHub with credentials, within its limits. */
export interface SignedIn {
  /** Reads answers and words errors; asks nobody. */
  plain: HttpClient;
  product: Product;
  /** Whether there are credentials, which GraphQL wants. */
  known: boolean;
  /** The answer as it came, unless it is a refusal for being asked too often. */
  ask: (asked: Asked, headers?: Record<string, string>) => Promise<Received>;
  /** Why an answer is none. */
  refusal: (received: Received, path: string) => Error;
}

interface SignInDeps {
  endpoint: Endpoint;
  app?: GithubApp;
  owner?: string;
  now: () => number;
}

/** Signs in with the token of the endpoint or as the App; asks nothing yet. */
export function signIn(deps: SignInDeps): SignedIn {
  const { endpoint, app, now } = deps;
  const product = app ? APP_PRODUCT : PRODUCT;
  const credentials = app ? createInstallation({ ...deps, app }) : fixedToken(endpoint.token);
  const plain = createHttpClient(endpoint, product);
  const limit = createRateLimit(plain.host, now);

  async function askOnce(asked: Asked, headers: Record<string, string>) {
    const token = await credentials.current();
    const client = createHttpClient(
      { ...endpoint, token, headers: { ...endpoint.headers, ...headers } },
      product,
    );
    return { token, received: await client.ask(asked) };
  }

  return {
    plain,
    product,
    known: app !== undefined || endpoint.token !== undefined,
    async ask(asked, headers = {}) {
      limit.check(asked.path);
      let { token, received } = await askOnce(asked, headers);
      if (received.status === 401 && credentials.refused(token))
        ({ token, received } = await askOnce(asked, headers));
      const refused = limit.learn(received, asked.path, isRateLimit(received));
      if (refused) throw refused;
      return received;
    },
    refusal: (received, path) =>
      refusalOf(plain, received, { path, credentials: product.settings.credentials }),
  };
}
