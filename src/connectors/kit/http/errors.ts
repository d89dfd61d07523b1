import { ConfigError, UpstreamError } from '#ground/errors';
import type { Product } from './endpoint.ts';

const TLS = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What can go wrong between Jamie and one server, each in the words of who must act. */
export interface HttpErrors {
  /** Why there is no answer at all. */
  connection(cause: unknown): ConfigError | UpstreamError;
  /** The connection ended before the answer did. */
  brokenOff(cause: unknown): UpstreamError;
  /** What came is no whole JSON. */
  notWhole(): UpstreamError;
  /** The answer was given up half-way, at so many bytes. */
  tooLarge(bytes: number): UpstreamError;
  /** What a status says that comes without the server's own words. */
  status(status: number): ConfigError | UpstreamError;
  /** Something answers, but not the API that was expected. */
  wrongUrl(why: string): ConfigError;
}

type Maker = (kind: string, message: string, more: Upstream) => UpstreamError;
type Upstream = { retryable: boolean; cause?: unknown; status?: number };

/** The errors of one server, which is named by its host only. */
export function httpErrors(product: Product, host: string): HttpErrors {
  const { name, code, settings } = product;
  const upstream: Maker = (kind, message, more) =>
    new UpstreamError({ code: `${code}-${kind}`, message, ...more });
  const wrongUrl = (why: string) =>
    new ConfigError({
      code: `${code}-wrong-url`,
      message: `${host} does not answer as ${name} does: ${why}. Check ${settings.url}, the path included.`,
    });
  return {
    connection: (cause) => noConnection(product, { host, cause, upstream }),
    brokenOff: (cause) =>
      upstream('broken-answer', `The answer of ${host} broke off half-way.`, { cause, retryable: true }),
    notWhole: () =>
      upstream('broken-answer', `The answer of ${host} is not whole, or no JSON.`, { retryable: true }),
    tooLarge(bytes) {
      const size = `${bytes / 2 ** 20} MiB`;
      const message = `The answer of ${host} is larger than ${size}. Ask for less: a narrower selection, a shorter range, a lower limit.`;
      return upstream('answer-too-large', message, { retryable: false });
    },
    status(status) {
      if (status === 401 || status === 403)
        return new ConfigError({
          code: `${code}-credentials`,
          message: `${host} refuses Jamie's credentials (HTTP ${status}). Check ${settings.credentials}.`,
        });
      if (status === 429 || status >= 500)
        return upstream('failing', `${host} answered with HTTP ${status}.`, { retryable: true, status });
      return wrongUrl(`it answered with HTTP ${status}`);
    },
    wrongUrl,
  };
}

function noConnection(
  { name, code, settings }: Product,
  { host, cause, upstream }: { host: string; cause: unknown; upstream: Maker },
): ConfigError | UpstreamError {
  const why = codeOf(cause);
  if (TLS.test(why))
    return new ConfigError({
      code: `${code}-tls`,
      message: `The certificate of ${host} is not trusted (${why}). Name its authority in ${settings.ca}.`,
      cause,
    });
  if (why === 'ABORT_ERR' || (cause instanceof Error && cause.name === 'TimeoutError'))
    return upstream('slow', `${name} (${host}) did not answer in time.`, { cause, retryable: true });
  const reason = why || 'no connection';
  return upstream('unreachable', `${name} (${host}) cannot be reached: ${reason}.`, {
    cause,
    retryable: true,
  });
}
