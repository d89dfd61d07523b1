import type { Model, ModelInfo } from '#llm/spec';
import { createSdkModel } from '../sdk/sdk-model.ts';
import { compatibleProvider } from './provider.ts';

/** A model of any server that speaks OpenAI's chat completions. */
export function createCompatibleModel(info: ModelInfo, { url, key }: { url: string; key?: string }): Model {
  return createSdkModel({
    info,
    provider: compatibleProvider(url, key),
    dialect: { extras: { compatible: { strictJsonSchema: false } } },
    load: async ({ model, fetch }) => {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      const options = { name: 'compatible', baseURL: url, apiKey: key, fetch, includeUsage: true };
      return createOpenAICompatible({ ...options, supportsStructuredOutputs: true }).chatModel(model);
    },
  });
}
