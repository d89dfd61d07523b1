import { ConfigError, UpstreamError } from '#ground/errors';

const TLS = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Why there is no answer at all. */
export function connectionError(url: URL, cause: unknown): ConfigError | UpstreamError {
  const code = codeOf(cause);
  if (TLS.test(code))
    return new ConfigError({
      code: 'metrics-tls',
      message: `The certificate of ${url.host} is not trusted (${code}). Name its authority in JAMIE_PROMETHEUS_CA.`,
      cause,
    });
  if (code === 'ABORT_ERR' || (cause instanceof Error && cause.name === 'TimeoutError'))
    return new UpstreamError({
      code: 'metrics-slow',
      message: `${url.host} did not answer in time.`,
      cause,
      retryable: true,
    });
  return new UpstreamError({
    code: 'metrics-unreachable',
    message: `${url.host} cannot be reached (${code || 'no connection'}).`,
    cause,
    retryable: true,
  });
}

/** The connection ended before the answer did. */
export function brokenOff(url: URL, cause: unknown): UpstreamError {
  return new UpstreamError({
    code: 'metrics-broken-answer',
    message: `The answer of ${url.host} broke off half-way.`,
    cause,
    retryable: true,
  });
}

/** The answer was given up half-way, at so many bytes. */
export function tooLarge(url: URL, bytes: number): UpstreamError {
  return new UpstreamError({
    code: 'metrics-answer-too-large',
    message: `The answer of ${url.host} is larger than ${bytes / 2 ** 20} MiB. Ask for less: a narrower selector, an aggregation, a shorter range.`,
    retryable: false,
  });
}

/** What a status says that comes without Prometheus' own words. */
export function statusError(host: string, status: number): ConfigError | UpstreamError {
  if (status === 401 || status === 403)
    return new ConfigError({
      code: 'metrics-credentials',
      message: `${host} refuses Jamie's credentials (HTTP ${status}). Check JAMIE_PROMETHEUS_TOKEN, or user name and password.`,
    });
  if (status === 429 || status >= 500)
    return new UpstreamError({
      code: 'metrics-failing',
      message: `${host} answered with HTTP ${status}.`,
      retryable: true,
      status,
    });
  return wrongUrl(host, `it answered with HTTP ${status}`);
}

/** Something answers, but not the API that was expected. */
export function wrongUrl(host: string, why: string): ConfigError {
  return new ConfigError({
    code: 'metrics-wrong-url',
    message: `${host} does not answer as Prometheus or Alertmanager does: ${why}. Check JAMIE_PROMETHEUS_URL and JAMIE_ALERTMANAGER_URL, the path included.`,
  });
}
