import { guardText } from '#connectors/kit';
import type { HttpClient, Product } from '#connectors/kit';
import { ConfigError, InputError } from '#ground/errors';
import type { HouseError } from '#ground/errors';

type Received = Awaited<ReturnType<HttpClient['ask']>>;

const SETTINGS = { url: 'JAMIE_GITHUB_URL', ca: 'JAMIE_GITHUB_CA' };

/** What settings mend GitHub's errors. */
export const PRODUCT: Product = {
  name: 'the REST API of GitHub',
  code: 'github',
  settings: { ...SETTINGS, credentials: 'JAMIE_GITHUB_TOKEN' },
};

/** The same for a GitHub App. */
export const APP_PRODUCT: Product = {
  ...PRODUCT,
  settings: {
    ...SETTINGS,
    credentials: 'JAMIE_GITHUB_APP_ID, its key, permissions and the repositories of its installation',
  },
};

/** What GitHub itself says is wrong. */
export function wordsOf({ text }: Received): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const isObject = typeof body === 'object' && body !== null;
    return isObject && 'message' in body && typeof body.message === 'string'
      ? guardText(body.message.slice(0, 300)).text
      : undefined;
  } catch {
    return undefined;
  }
}

/** A header that comes once. */
export function headerOf({ headers }: Received, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Whether GitHub refuses because it was asked too often. */
export function isRateLimit(received: Received): boolean {
  if (received.status === 429) return true;
  if (received.status !== 403) return false;
  const spent = headerOf(received, 'x-ratelimit-remaining') === '0';
  return (
    spent || headerOf(received, 'retry-after') !== undefined || /rate limit/i.test(wordsOf(received) ?? '')
  );
}

function forbidden(host: string, received: Received, credentials: string): ConfigError {
  const words = wordsOf(received) ?? '';
  const needed = headerOf(received, 'x-accepted-github-permissions');
  const permission = needed ? ` It needs the permission ${needed.slice(0, 100)}.` : '';
  const single = headerOf(received, 'x-github-sso')
    ? ' The token must be authorised for single sign-on.'
    : '';
  return new ConfigError({
    code: 'github-forbidden',
    message: `${host} does not let this token read that: ${words}.${permission}${single} Check ${credentials}.`,
  });
}

/** Why an answer is none, in the words of who must act. */
export function refusalOf(
  { host, errors }: HttpClient,
  received: Received,
  { path, credentials }: { path: string; credentials: string },
): HouseError {
  const { status } = received;
  const words = wordsOf(received);
  if (words === undefined || status === 401) return errors.status(status);
  if (status === 403) return forbidden(host, received, credentials);
  if (status === 404)
    return new InputError({
      code: 'not-on-github',
      message: `${host} knows nothing at ${path.split('?')[0]}, or the token may not see it.`,
    });
  if (status === 409 || status === 422)
    return new InputError({ code: 'github-refused', message: `${host} refuses this: ${words}` });
  if (status === 400)
    return new InputError({ code: 'github-bad-request', message: `${host} does not take this: ${words}` });
  return errors.status(status);
}
