import { z } from 'zod';
import type { Embedder } from '#llm/spec';
import { carefulFetch } from './careful-fetch.ts';
import { providerErrors } from './errors.ts';
import type { Provider } from './provider.ts';
import { unitVectors } from './unit-vectors.ts';

/** Texts that are sent at once. */
const AT_ONCE = 64;
const DEADLINE_MS = 60_000;

interface EmbedderSource {
  /** provider/model. */
  id: string;
  provider: Provider;
  /** After the provider's URL. */
  path: string;
  /** What is sent beside the model and the texts. */
  extras?: object;
  /** The vectors of an answer, in the order of the texts. */
  read: (answer: unknown) => number[][];
}

/** Asks a server for vectors; asks once now, to learn how many dimensions they have. */
export async function createEmbedder(source: EmbedderSource): Promise<Embedder> {
  const { id, provider, path, extras, read } = source;
  const errors = providerErrors(provider, id);
  const ask = carefulFetch(provider, errors);
  const url = provider.url.replace(/\/+$/, '') + path;
  const authorization = provider.key === undefined ? {} : { authorization: `Bearer ${provider.key}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  const model = id.slice(id.indexOf('/') + 1);
  async function some(texts: readonly string[], given?: AbortSignal): Promise<Float32Array[]> {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const signal = given === undefined ? deadline : AbortSignal.any([given, deadline]);
    try {
      const body = JSON.stringify({ model, input: texts, ...extras });
      const response = await ask(url, { method: 'POST', headers, body, signal });
      return unitVectors(read(await response.json()), texts.length, errors);
    } catch (error) {
      if (error instanceof z.ZodError) throw errors.wrongUrl('its JSON is not of that shape');
      throw errors.from(error, given ?? new AbortController().signal);
    }
  }
  const [first] = await some(['Which way is up?']);
  return {
    id,
    dimensions: first?.length ?? 0,
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let at = 0; at < texts.length; at += AT_ONCE)
        vectors.push(...(await some(texts.slice(at, at + AT_ONCE), signal)));
      return vectors;
    },
  };
}
