import type { Embedder } from '#llm/spec';
import { addSpelling } from './spelling.ts';
import { readWordTable, type WordTable } from './word-table.ts';
import { stemOf, wordsIn } from './words-in.ts';

/** The digest of data/words.bin, and a number that changes with whatever else gives a text another vector. */
const ID = 'local/6dfa49aa64b6-1';
/** How many numbers of a vector tell how the words are spelt; the others tell what they mean. */
const SPELLING = 60;
const SHARE_OF_SPELLING = 0.35;
/** Words of a text that count; the rest of a long one says little more. */
const MOST_WORDS = 400;
/** What a word that nobody knows says: it is a name, most likely. */
const WEIGHT_OF_STRANGE = 1;
const LEAST_SPELT_WEIGHT = 0.5;
const BREATH_AFTER = 64;

/** Makes the vector of length 1, times `by`, in place. */
function scale(vector: Float32Array, by: number): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length > 0)
    for (let at = 0; at < vector.length; at += 1) vector[at] = ((vector[at] ?? 0) * by) / length;
  return vector;
}

/** Its own row, or that of its stem. */
const rowOf = (table: WordTable, word: string): number | undefined =>
  table.rowOf(word) ?? table.rowOf(stemOf(word));

function vectorOf(text: string, table: WordTable): Float32Array {
  const meaning = new Float32Array(table.dimensions);
  const spelling = new Float32Array(SPELLING);
  for (const word of wordsIn(text, MOST_WORDS, (one) => table.rowOf(one) !== undefined)) {
    const row = rowOf(table, word);
    const weight = row === undefined ? WEIGHT_OF_STRANGE : table.weightOf(row);
    if (row !== undefined) table.addTo(meaning, row, weight);
    if (weight >= LEAST_SPELT_WEIGHT) addSpelling(spelling, stemOf(word), weight);
  }
  const vector = new Float32Array(table.dimensions + SPELLING);
  vector.set(scale(meaning, Math.sqrt(1 - SHARE_OF_SPELLING)));
  vector.set(scale(spelling, Math.sqrt(SHARE_OF_SPELLING)), table.dimensions);
  return scale(vector, 1);
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Embeds by compact word vectors and by how names are spelt; needs no model and no network. Reads its table at the first
 * use. A text without any word gets a vector of zeros.
 */
export function createLocalEmbedder(): Embedder {
  let table: Promise<WordTable> | undefined;
  return {
    id: ID,
    dimensions: 100 + SPELLING,
    embed: async (texts, signal) => {
      const known = await (table ??= readWordTable());
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        if (vectors.length % BREATH_AFTER === BREATH_AFTER - 1) await breathe();
        signal?.throwIfAborted();
        vectors.push(vectorOf(text, known));
      }
      return vectors;
    },
  };
}
