export { createAnthropicModel } from './anthropic/create-anthropic-model.ts';
export { createOpenaiModel } from './openai/create-openai-model.ts';
export { createCompatibleModel } from './openai-compatible/create-compatible-model.ts';
export { createOllamaModel } from './ollama/create-ollama-model.ts';
