import type { Provider } from '../wire/provider.ts';

/** The Ollama behind JAMIE_OLLAMA_URL, as errors speak of it. */
export const ollamaProvider = (url: string): Provider => ({
  name: 'Ollama',
  code: 'ollama',
  url,
  settings: { key: 'JAMIE_OLLAMA_URL', url: 'JAMIE_OLLAMA_URL' },
});
