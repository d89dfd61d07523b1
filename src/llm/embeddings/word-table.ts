import { readFile } from 'node:fs/promises';

/** The words that are known, each with its place in the space of meanings. */
export interface WordTable {
  dimensions: number;
  /** The row of a word; undefined when it is not known. */
  rowOf: (word: string) => number | undefined;
  /** How much a word says, from 0 to 1. */
  weightOf: (row: number) => number;
  /** Adds a word's unit vector, times `by`. */
  addTo: (sum: Float32Array, row: number, by: number) => void;
}

const FILE = new URL('./data/words.bin', import.meta.url);

interface Header {
  words: number;
  dimensions: number;
  text: number;
}

function lengthOf(place: Int8Array): number {
  let sum = 0;
  for (let at = 0; at < place.length; at += 1) sum += (place[at] ?? 0) ** 2;
  return Math.sqrt(sum) || 1;
}

/** Reads the table that lab/vectors/build.ts made. */
export async function readWordTable(): Promise<WordTable> {
  const file = await readFile(FILE);
  const start = 4 + file.readUInt32LE(0);
  const { words, dimensions, text } = JSON.parse(file.toString('utf8', 4, start)) as Header;
  const rows = new Map<string, number>();
  for (const word of file.toString('utf8', start, start + text).split('\n')) rows.set(word, rows.size);
  const weights = file.subarray(start + text, start + text + words);
  const from = file.byteOffset + start + text + words;
  const places = new Int8Array(file.buffer, from, words * dimensions);
  return {
    dimensions,
    rowOf: (word) => rows.get(word),
    weightOf: (row) => (weights[row] ?? 0) / 255,
    addTo: (sum, row, by) => {
      const place = places.subarray(row * dimensions, (row + 1) * dimensions);
      const scale = by / lengthOf(place);
      for (let at = 0; at < dimensions; at += 1) sum[at] = (sum[at] ?? 0) + (place[at] ?? 0) * scale;
    },
  };
}
