import { z } from 'zod';
import type { Embedder } from '#llm/spec';
import { createEmbedder } from '../wire/create-embedder.ts';
import { ollamaProvider } from './provider.ts';

const answer = z.object({ embeddings: z.array(z.array(z.number())) });

/** Vectors by a model of Ollama, `ollama/<name>`. What is too long for it is cut at its end. */
export const createOllamaEmbedder = (id: string, { url }: { url: string }): Promise<Embedder> =>
  createEmbedder({
    id,
    provider: ollamaProvider(url),
    path: '/api/embed',
    extras: { truncate: true },
    read: (given) => answer.parse(given).embeddings,
  });
