import type { Model, ModelEvent, ModelInfo, ModelRequest } from '#llm/spec';
import { carefulFetch } from '../wire/careful-fetch.ts';
import { providerErrors } from '../wire/errors.ts';
import type { Provider } from '../wire/provider.ts';
import { readParts } from './read-parts.ts';
import type { SdkModel } from './sdk.ts';
import { createThoughts } from './thoughts.ts';
import { toSdkOptions } from './to-options.ts';
import type { Dialect } from './to-options.ts';

/** What makes a model of the AI SDK one of the house. */
export interface SdkSource {
  info: ModelInfo;
  provider: Provider;
  dialect: Dialect;
  /** Loads the provider's package; called at the first request. `fetch` throws the house's errors. */
  load: (options: { model: string; fetch: typeof fetch }) => Promise<SdkModel>;
}

/** A model by way of the AI SDK's package of its provider. */
export function createSdkModel({ info, provider, dialect, load }: SdkSource): Model {
  const errors = providerErrors(provider, info.id);
  const thoughts = createThoughts();
  const model = info.id.slice(info.id.indexOf('/') + 1);
  let loading: Promise<SdkModel> | undefined;
  async function* stream(request: ModelRequest): AsyncGenerator<ModelEvent> {
    const ending = new AbortController();
    const signal = AbortSignal.any([request.signal, ending.signal]);
    try {
      signal.throwIfAborted();
      loading ??= load({ model, fetch: carefulFetch(provider, errors) });
      const sdk = await loading;
      const { stream: parts } = await sdk.doStream(toSdkOptions({ ...request, signal }, dialect, thoughts));
      yield* readParts(parts, { request, errors, thoughts });
    } catch (error) {
      throw errors.from(error, request.signal);
    } finally {
      ending.abort();
    }
  }
  return { ...info, stream };
}
