import type { HttpClient } from '#connectors/kit';
import { ConfigError, InputError, UpstreamError } from '#ground/errors';
import type { HouseError } from '#ground/errors';

type Received = Awaited<ReturnType<HttpClient['ask']>>;

/** What settings mend GitHub's errors. */
export const PRODUCT = {
  name: 'the REST API of GitHub',
  code: 'github',
  settings: { url: 'JAMIE_GITHUB_URL', credentials: 'JAMIE_GITHUB_TOKEN', ca: 'JAMIE_GITHUB_CA' },
};

function ownWords({ text }: Received): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    const isObject = typeof body === 'object' && body !== null;
    return isObject && 'message' in body && typeof body.message === 'string'
      ? body.message.slice(0, 300)
      : undefined;
  } catch {
    return undefined;
  }
}

function header({ headers }: Received, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function tooOften(host: string, received: Received): UpstreamError {
  const seconds = Number(header(received, 'retry-after') ?? NaN);
  const reset = Number(header(received, 'x-ratelimit-reset') ?? NaN);
  const isReset = !Number.isFinite(seconds) && Number.isFinite(reset) && reset < 8e12;
  const until = isReset ? ` until ${new Date(reset * 1000).toISOString().slice(0, 16)}Z` : '';
  const wait = Number.isFinite(seconds) ? ` Ask again in ${seconds} s.` : '';
  return new UpstreamError({
    code: 'github-rate-limited',
    message: `${host} takes no more requests of this token${until}: its rate limit is reached.${wait}`,
    retryable: true,
    status: received.status,
  });
}

function isRateLimit(received: Received, words: string): boolean {
  if (received.status === 429) return true;
  const spent = header(received, 'x-ratelimit-remaining') === '0';
  return spent || header(received, 'retry-after') !== undefined || /rate limit/i.test(words);
}

function forbidden(host: string, received: Received, words: string): ConfigError {
  const needed = header(received, 'x-accepted-github-permissions');
  const permission = needed ? ` It needs the permission ${needed.slice(0, 100)}.` : '';
  const single = header(received, 'x-github-sso') ? ' The token must be authorised for single sign-on.' : '';
  return new ConfigError({
    code: 'github-forbidden',
    message: `${host} does not let this token read that: ${words}.${permission}${single} Check JAMIE_GITHUB_TOKEN.`,
  });
}

/** Why an answer is none, in the words of who must act. */
export function refusalOf({ host, errors }: HttpClient, received: Received, path: string): HouseError {
  const { status } = received;
  const words = ownWords(received);
  if ((status === 403 || status === 429) && isRateLimit(received, words ?? ''))
    return tooOften(host, received);
  if (words === undefined || status === 401) return errors.status(status);
  if (status === 403) return forbidden(host, received, words);
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
