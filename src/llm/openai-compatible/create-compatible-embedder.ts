import { z } from 'zod';
import type { Embedder } from '#llm/spec';
import { createEmbedder } from '../wire/create-embedder.ts';
import { compatibleProvider } from './provider.ts';

const answer = z.object({ data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })) });

/** Vectors by a model of a server that speaks OpenAI's embeddings, `openai-compatible/<name>`. */
export const createCompatibleEmbedder = (
  id: string,
  { url, key }: { url: string; key?: string },
): Promise<Embedder> =>
  createEmbedder({
    id,
    provider: compatibleProvider(url, key),
    path: '/embeddings',
    read: (given) =>
      answer
        .parse(given)
        .data.toSorted((a, b) => a.index - b.index)
        .map(({ embedding }) => embedding),
  });
