import type { Config } from '#ground/config';
import type { Logger } from '#ground/telemetry';
import type { Embedder } from '#llm/spec';

async function open(id: string, config: Config): Promise<Embedder | undefined> {
  const { ollamaUrl, openaiBaseUrl, openaiCompatibleApiKey: key } = config;
  const { createCompatibleEmbedder, createOllamaEmbedder } = await import('#llm');
  if (id.startsWith('ollama/') && ollamaUrl !== undefined)
    return createOllamaEmbedder(id, { url: ollamaUrl });
  if (id.startsWith('openai-compatible/') && openaiBaseUrl !== undefined)
    return createCompatibleEmbedder(id, { url: openaiBaseUrl, key });
  return undefined;
}

/** The embedder of the settings; undefined when they name none, or when its server does not answer, which is logged. */
export async function connectEmbedder(config: Config, log: Logger): Promise<Embedder | undefined> {
  const { embedder: id } = config;
  if (id === undefined) return undefined;
  try {
    return await open(id, config);
  } catch (error) {
    log.warn({ error }, `${id} gives no vectors: what was said is found without it`);
    return undefined;
  }
}
