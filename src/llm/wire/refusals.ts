import { ConfigError, UpstreamError } from '#ground/errors';
import type { Provider } from './provider.ts';
import type { Said } from './said.ts';

const TOO_LONG =
  /context_length_exceeded|request_too_large|prompt is too long|maximum context length|context (?:window|length|size)|input (?:length|is too long)|too many tokens/i;
const NO_CREDIT = /insufficient_quota|billing|credit balance|payment_required|quota exceeded/i;
const NO_TOOLS = /does not support (?:tools|function)/i;
const BUSY = /overloaded|rate_limit|too_many_requests/i;

interface More {
  retryable: boolean;
  cause?: unknown;
  status?: number;
}

/** Makes the errors of one model of a provider, which is named by its host only. */
export interface Maker {
  provider: Provider;
  model: string;
  host: string;
  upstream: (kind: string, message: string, more: More) => UpstreamError;
  config: (kind: string, message: string) => ConfigError;
}

/** Errors whose codes begin with the provider's. */
export function makerOf(provider: Provider, model: string): Maker {
  const { code, url } = provider;
  return {
    provider,
    model,
    host: new URL(url).host,
    upstream: (kind, message, more) => new UpstreamError({ code: `${code}-${kind}`, message, ...more }),
    config: (kind, message) => new ConfigError({ code: `${code}-${kind}`, message }),
  };
}

const colon = (words: string): string => (words === '' ? '.' : `: ${words.replace(/[.\s]+$/, '')}.`);

/** Something answers, but not the API that was expected. */
export const wrongUrl = ({ config, provider, host }: Maker, why: string): ConfigError =>
  config(
    'wrong-url',
    `${host} does not answer as ${provider.name} does: ${why}. Check ${provider.settings.url}, the path included.`,
  );

/** What the provider's own words say; undefined when they say nothing that is known. */
export function byWords(maker: Maker, { words, kind }: Said): ConfigError | UpstreamError | undefined {
  const { config, upstream, model, provider } = maker;
  const { name, settings } = provider;
  const all = `${kind} ${words}`;
  const why = colon(words);
  if (NO_CREDIT.test(all))
    return config(
      'no-credit',
      `${name} wants to be paid before it answers${why} Check the account of ${settings.key}.`,
    );
  if (TOO_LONG.test(all))
    return upstream('context-too-long', `More was said than ${model} can take in${why}`, {
      retryable: false,
    });
  if (NO_TOOLS.test(all))
    return upstream('no-tools', `${model} cannot call tools${why}`, { retryable: false });
  if (BUSY.test(kind))
    return upstream('busy', `${name} has too much to do just now (${model}).`, { retryable: true });
  return undefined;
}

const isBusy = (status: number): boolean => status === 429 || status === 503 || status === 529;

/** What the key, the URL or the name of a model has to do with it. */
function setWrong(maker: Maker, status: number, why: string): ConfigError | undefined {
  const { config, model, provider, host } = maker;
  const { name, settings } = provider;
  if (status === 401 || status === 403)
    return config('credentials', `${name} refuses Jamie's key (HTTP ${status}). Check ${settings.key}.`);
  if (status === 404)
    return config(
      'no-such-model',
      `${name} at ${host} has no ${model}${why} Check JAMIE_MODELS and ${settings.url}.`,
    );
  return status < 400 || status === 405 ? wrongUrl(maker, `it answered with HTTP ${status}`) : undefined;
}

/** What a status says, with the provider's own words. */
export function byStatus(maker: Maker, status: number, said: Said): ConfigError | UpstreamError {
  const { upstream, model, provider } = maker;
  const { name } = provider;
  const why = colon(said.words);
  const told = status === 401 || status === 403 ? undefined : byWords(maker, said);
  const fault = told ?? setWrong(maker, status, why);
  if (fault !== undefined) return fault;
  if (isBusy(status)) {
    const message = `${name} has too much to do just now (HTTP ${status}, ${model}).`;
    return upstream('busy', message, { retryable: true, status });
  }
  if (status >= 500 || status === 408 || status === 409)
    return upstream('failing', `${name} answered with HTTP ${status}${why}`, { retryable: true, status });
  const message = `${name} does not take what ${model} was asked (HTTP ${status})${why}`;
  return upstream('refused-request', message, { retryable: false, status });
}
