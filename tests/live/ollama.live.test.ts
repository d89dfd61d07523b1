import { afterAll, beforeAll } from 'vitest';
import { createOllamaModel, describeModel } from '#llm';
import { modelContract } from '../contract/llm/model-contract.ts';
import { startOllama } from './servers/ollama/start-ollama.ts';
import type { LiveOllama } from './servers/ollama/start-ollama.ts';

let live: LiveOllama;
beforeAll(async () => {
  live = await startOllama();
}, 300_000);
afterAll(() => live.stop());

const model = (name: string) => {
  const { url } = live;
  return createOllamaModel(describeModel(`ollama/${name}`, { url, contextTokens: 2048 }), { url });
};

modelContract('Ollama', {
  model: () => model(live.model),
  missing: () => model('not-there'),
  setting: 'JAMIE_MODELS',
});
