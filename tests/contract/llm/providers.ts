import { createAnthropicModel, createCompatibleModel, createOllamaModel, createOpenaiModel } from '#llm';
import type { Model, ModelInfo } from '#llm/spec';
import type { ModelStandIns } from '../../../lab/world/llm/start-models.ts';

const infoOf = (id: string): ModelInfo => ({
  id,
  provider: id.slice(0, id.indexOf('/')),
  contextTokens: 8192,
  can: { callTools: true, followSchema: true },
  isLocal: false,
  price: { input: 1, output: 5, cached: 0.1 },
});

/** A provider whose server is a stand-in. */
export interface StoodIn {
  name: string;
  /** Begins the codes of its errors. */
  code: string;
  /** The setting that mends a key that is refused; the server's own for one that wants none. */
  keySetting: string;
  /** Where it is asked, when not at the stand-in. */
  make: (model: string, options?: { key?: string; url?: string }) => Model;
}

/** Every provider, over stand-ins that are started by the time a model is made. */
export const providersOver = (stand: () => ModelStandIns): StoodIn[] => [
  {
    name: 'anthropic',
    code: 'anthropic',
    keySetting: 'JAMIE_ANTHROPIC_API_KEY',
    make: (model, { key = 'k-1', url = stand().urls.anthropic } = {}) =>
      createAnthropicModel(infoOf(`anthropic/${model}`), { url, key }),
  },
  {
    name: 'openai',
    code: 'openai',
    keySetting: 'JAMIE_OPENAI_API_KEY',
    make: (model, { key = 'k-1', url = stand().urls.openai } = {}) =>
      createOpenaiModel(infoOf(`openai/${model}`), { url, key }),
  },
  {
    name: 'openai-compatible',
    code: 'compatible',
    keySetting: 'JAMIE_OPENAI_COMPATIBLE_API_KEY',
    make: (model, { key, url = stand().urls.compatible } = {}) =>
      createCompatibleModel(infoOf(`openai-compatible/${model}`), { url, key }),
  },
  {
    name: 'ollama',
    code: 'ollama',
    keySetting: 'JAMIE_OLLAMA_URL',
    make: (model, { url = stand().urls.ollama } = {}) =>
      createOllamaModel(infoOf(`ollama/${model}`), { url }),
  },
];
