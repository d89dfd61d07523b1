import type { Provider } from '../wire/provider.ts';

/** The server behind JAMIE_OPENAI_BASE_URL, as errors speak of it. */
export const compatibleProvider = (url: string, key: string | undefined): Provider => ({
  name: 'The OpenAI-compatible server',
  code: 'compatible',
  url,
  key,
  settings: { key: 'JAMIE_OPENAI_COMPATIBLE_API_KEY', url: 'JAMIE_OPENAI_BASE_URL' },
});
