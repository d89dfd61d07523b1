import type { Config } from '#ground/config';
import type { Logger } from '#ground/telemetry';
import type { Embedder } from '#llm/spec';

interface ConnectEmbedderDeps {
  config: Pick<Config, 'embedder' | 'ollamaUrl' | 'openaiBaseUrl' | 'openaiCompatibleApiKey'>;
  log: Logger;
}

/**
 * What gives texts their places: the embedder of the settings, else compact word vectors of our own. Undefined when the
 * server of the one in the settings does not answer: then words find things alone until the next start.
 */
export async function connectEmbedder({ config, log }: ConnectEmbedderDeps): Promise<Embedder | undefined> {
  const { embedder, ollamaUrl, openaiBaseUrl, openaiCompatibleApiKey: key } = config;
  const llm = await import('#llm');
  try {
    if (embedder?.startsWith('ollama/') === true && ollamaUrl !== undefined)
      return await llm.createOllamaEmbedder(embedder, { url: ollamaUrl });
    if (embedder !== undefined && openaiBaseUrl !== undefined)
      return await llm.createCompatibleEmbedder(embedder, { url: openaiBaseUrl, key });
    return llm.createLocalEmbedder();
  } catch (error) {
    log.error({ err: error, embedder }, 'the embedder cannot be used: words find things alone');
    return undefined;
  }
}
