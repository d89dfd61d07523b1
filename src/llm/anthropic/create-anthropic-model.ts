import type { Model, ModelInfo } from '#llm/spec';
import { createSdkModel } from '../sdk/sdk-model.ts';

export const ANTHROPIC_URL = 'https://api.anthropic.com/v1';

const settings = { key: 'JAMIE_ANTHROPIC_API_KEY', url: 'JAMIE_ANTHROPIC_URL' };

/** Claude by the Messages API. What is stable of a request is marked for the provider's cache. */
export function createAnthropicModel(info: ModelInfo, { url, key }: { url: string; key: string }): Model {
  return createSdkModel({
    info,
    provider: { name: 'Anthropic', code: 'anthropic', url, key, settings },
    dialect: { keep: { anthropic: { cacheControl: { type: 'ephemeral' } } } },
    load: async ({ model, fetch }) => {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic({ baseURL: url, apiKey: key, fetch })(model);
    },
  });
}
