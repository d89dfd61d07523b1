import type { Model, ModelInfo } from '#llm/spec';
import { createSdkModel } from '../sdk/sdk-model.ts';

export const OPENAI_URL = 'https://api.openai.com/v1';

const settings = { key: 'JAMIE_OPENAI_API_KEY', url: 'JAMIE_OPENAI_URL' };

/** OpenAI by the Responses API, which its newest models need for tools. Nothing is kept on its side. */
export function createOpenaiModel(info: ModelInfo, { url, key }: { url: string; key: string }): Model {
  return createSdkModel({
    info,
    provider: { name: 'OpenAI', code: 'openai', url, key, settings },
    dialect: { extras: { openai: { store: false, strictJsonSchema: false } } },
    load: async ({ model, fetch }) => {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI({ baseURL: url, apiKey: key, fetch }).responses(model);
    },
  });
}
