import { isHouseError } from '#ground/errors';
import type { ConfigError, HouseError, UpstreamError } from '#ground/errors';
import type { Provider } from './provider.ts';
import { byStatus, byWords, makerOf, wrongUrl } from './refusals.ts';
import type { Maker } from './refusals.ts';
import { readSaid } from './said.ts';
import type { Said } from './said.ts';

const TLS = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/;
const CUT = /^UND_ERR_SOCKET|^ECONNRESET|^EPIPE|^UND_ERR_BODY/;

/** What can go wrong between Jamie and one model, each in the words of who must act. */
export interface ProviderErrors {
  /** What a status says, with the provider's own words. */
  status: (status: number, said: Said) => ConfigError | UpstreamError;
  /** Something answers, but not the API that was expected. */
  wrongUrl: (why: string) => ConfigError;
  /** The answer ended, or became unreadable, before it was whole. */
  brokenOff: (cause?: unknown) => UpstreamError;
  /** The answer is there and says nothing. */
  empty: () => UpstreamError;
  /** Any fault as one of the above; an abort by the caller stays what it is. */
  from: (error: unknown, signal: AbortSignal) => unknown;
}

/** The errors of one model of a provider. */
export function providerErrors(provider: Provider, model: string): ProviderErrors {
  const maker = makerOf(provider, model);
  const { name } = provider;
  return {
    status: (status, said) => byStatus(maker, status, said),
    wrongUrl: (why) => wrongUrl(maker, why),
    brokenOff: (cause) => brokenOff(maker, cause),
    empty: () =>
      maker.upstream('empty-answer', `${name} (${model}) answered nothing at all.`, { retryable: true }),
    from: (error, signal) => {
      const own = houseErrorIn(error);
      if (own !== undefined) return own;
      return signal.aborted ? (signal.reason as unknown) : read(maker, error);
    },
  };
}

function read(maker: Maker, error: unknown): ConfigError | UpstreamError {
  const { statusCode, body } = toldBy(error);
  const said = readSaid(body, maker.provider.key);
  // A library also says so of an answer with status 200 that it could not read to its end.
  if (statusCode !== undefined && statusCode >= 400) return byStatus(maker, statusCode, said);
  return byWords(maker, said) ?? noConnection(maker, error) ?? brokenOff(maker, error);
}

function brokenOff({ upstream, provider, model }: Maker, cause: unknown): UpstreamError {
  const message = `The answer of ${provider.name} (${model}) broke off or could not be read.`;
  return upstream('broken-answer', message, { cause: withoutWords(cause), retryable: true });
}

function noConnection(maker: Maker, error: unknown): ConfigError | UpstreamError | undefined {
  const { config, upstream, provider, host } = maker;
  const why = connectionCode(error);
  if (why === undefined) return undefined;
  if (CUT.test(why)) return brokenOff(maker, error);
  if (TLS.test(why))
    return config(
      'tls',
      `The certificate of ${host} is not trusted (${why}). Give its authority to Node in NODE_EXTRA_CA_CERTS.`,
    );
  const message = `${provider.name} (${host}) cannot be reached: ${why}. Check ${provider.settings.url}.`;
  return upstream('unreachable', message, { retryable: true });
}

/** What wraps a house error on its way out of a library is of no interest. */
function houseErrorIn(error: unknown): HouseError | undefined {
  if (isHouseError(error)) return error;
  return error instanceof Error && error.cause !== undefined ? houseErrorIn(error.cause) : undefined;
}

function connectionCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) && !code.startsWith('ABORT')) return code;
  return connectionCode(error.cause);
}

/** A status or a body, where a library passes on what came within a stream. */
function toldBy(error: unknown): { statusCode?: number; body: unknown } {
  if (!(error instanceof Error)) return { body: error };
  const told = error as { statusCode?: number; data?: unknown; responseBody?: unknown };
  return { statusCode: told.statusCode, body: told.data ?? told.responseBody ?? '' };
}

/** The kind of an error only: its message and its fields may hold what was sent, the key included. */
function withoutWords(error: unknown): Error | undefined {
  return error instanceof Error ? new Error(error.name) : undefined;
}
