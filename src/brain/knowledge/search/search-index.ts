import type { Embedder } from '#llm/spec';
import { indexWords, type Entry } from './word-index.ts';

/** An entry that a search found, best first; every number lies between 0 and 1. */
export interface Hit {
  id: string;
  score: number;
  /** How much of the question, by weight, the entry speaks of at all. */
  covered: number;
  /** How near its best phrase comes to the question. */
  phrase: number;
}

export interface SearchIndex {
  search: (question: string, limit: number) => Promise<Hit[]>;
}

const SHARES = { words: 0.55, phrase: 0.45, meaning: 0.35 };

const likeness = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0);

/** What an entry is compared with by its meaning: each phrase of it. */
async function embedPhrases(
  entries: readonly Entry[],
  embedder: Embedder,
): Promise<Map<string, Float32Array[]>> {
  const phrases = entries.flatMap(({ id, title, symptoms }) =>
    [title, ...symptoms].map((text) => ({ id, text })),
  );
  const vectors = await embedder.embed(phrases.map(({ text }) => text));
  const byId = new Map<string, Float32Array[]>();
  for (const [at, { id }] of phrases.entries()) {
    const vector = vectors[at];
    if (vector !== undefined) byId.set(id, [...(byId.get(id) ?? []), vector]);
  }
  return byId;
}

/** Indexes entries by words and, where there is an embedder, by meaning; when that fails, words alone answer. */
export function openIndex(entries: readonly Entry[], embedder?: Embedder): SearchIndex {
  const byWords = indexWords(entries);
  let embedded: Promise<Map<string, Float32Array[]> | undefined> | undefined;
  const meanings = async (question: string): Promise<Map<string, number>> => {
    if (embedder === undefined) return new Map();
    embedded ??= embedPhrases(entries, embedder).catch(() => undefined);
    const known = await embedded;
    if (known === undefined) embedded = undefined;
    const [own] = (await embedder.embed([question]).catch(() => undefined)) ?? [];
    if (own === undefined || known === undefined) return new Map();
    return new Map(
      [...known].map(([id, vectors]) => [id, Math.max(0, ...vectors.map((one) => likeness(own, one)))]),
    );
  };
  return {
    search: async (question, limit) => {
      const [fits, near] = [byWords.fits(question), await meanings(question)];
      const ids = new Set([...fits.keys(), ...near.keys()]);
      return [...ids]
        .map((id): Hit => {
          const { words, phrase, covered } = fits.get(id) ?? { words: 0, phrase: 0, covered: 0 };
          const meaning = near.get(id) ?? 0;
          const score = SHARES.words * words + SHARES.phrase * phrase + SHARES.meaning * meaning;
          return { id, score, covered, phrase };
        })
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
  };
}
