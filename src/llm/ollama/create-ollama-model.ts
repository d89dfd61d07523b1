import type { Model, ModelEvent, ModelInfo, ModelRequest } from '#llm/spec';
import { carefulFetch } from '../wire/careful-fetch.ts';
import { providerErrors } from '../wire/errors.ts';
import { ollamaProvider } from './provider.ts';
import { readChat } from './read-chat.ts';
import { readLines } from './read-lines.ts';
import { toChat } from './to-chat.ts';

/** A model of Ollama by its own API, which alone lets the context be chosen and says when it is too short. */
export function createOllamaModel(info: ModelInfo, { url }: { url: string }): Model {
  const provider = ollamaProvider(url);
  const errors = providerErrors(provider, info.id);
  const ask = carefulFetch(provider, errors);
  const model = info.id.slice(info.id.indexOf('/') + 1);
  async function* stream(request: ModelRequest): AsyncGenerator<ModelEvent> {
    const ending = new AbortController();
    const signal = AbortSignal.any([request.signal, ending.signal]);
    try {
      const response = await ask(`${url.replace(/\/+$/, '')}/api/chat`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(toChat(request, { model, contextTokens: info.contextTokens })),
        signal,
      });
      if (response.body === null) throw errors.empty();
      const lines = readLines(response.body as AsyncIterable<Uint8Array>);
      yield* readChat(lines, { request, errors, newId: () => crypto.randomUUID() });
    } catch (error) {
      throw errors.from(error, request.signal);
    } finally {
      ending.abort();
    }
  }
  return { ...info, stream };
}
