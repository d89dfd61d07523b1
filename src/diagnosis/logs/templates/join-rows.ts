import { hashWord } from './hash.ts';
import { NUMERIC, WILD } from './shape.ts';
import type { LogShape } from './shape.ts';

/** Shapes held to be of one template so far, by their common tokens. */
export interface Row {
  readonly tokens: readonly string[];
  readonly shapes: readonly LogShape[];
  /** Which of its variables have only been numbers. */
  readonly numbers: ReadonlySet<number>;
}

/** A guess at a template: the words that stand at each of the places taken for variables. */
export interface Guess {
  readonly tokens: readonly string[];
  readonly holes: readonly number[];
  readonly values: readonly ReadonlySet<string>[];
}

/** Decides whether what is seen at a guess's holes makes it a template. */
export type Believe = (guess: Guess) => boolean;

/** One way of reading a row: the first `holes` of its words, the rarest first, taken for variables. */
interface Reading {
  readonly holes: number;
  /** A number that stands for what is left. */
  readonly key: number;
}

interface Readings {
  readonly row: Row;
  /** The slots of the row's words, the rarest first. */
  readonly slots: readonly number[];
  readonly ways: readonly Reading[];
}

const ROUNDS = 8;
const MOST_LEVELS = 6;
const BETWEEN = '\u0001';

/**
 * Joins rows of one length that differ only where a variable must be. Each row is read with its rarest words as holes,
 * then with the next rarest too, and so on; the reading with the fewest holes that is believed wins. Repeated, as
 * every join makes the rest clearer.
 */
export function joinRows(rows: readonly Row[], slots: readonly number[], believe: Believe): Row[] {
  let joined = joinEqual(rows);
  for (let round = 0; round < ROUNDS && joined.length > 1; round += 1) {
    const next = joinOnce(joined, slots, believe);
    if (next.length === joined.length) return next;
    joined = next;
  }
  return joined;
}

function joinEqual(rows: readonly Row[]): Row[] {
  const byTokens = Map.groupBy(rows, (row) => row.tokens.join(BETWEEN));
  return [...byTokens.values()].flatMap(([first, ...others]) => {
    if (!first || others.length === 0) return first ?? [];
    const all = [first, ...others];
    const numbers = all.reduce((common, row) => common.intersection(row.numbers), first.numbers);
    return { tokens: first.tokens, shapes: all.flatMap((row) => row.shapes), numbers };
  });
}

function joinOnce(rows: readonly Row[], slots: readonly number[], believe: Believe): Row[] {
  const support = countSupport(rows, slots);
  const readings = rows.map((row) => readingsOf(row, slots, support));
  const believed = new Set<number>();
  for (const [key, guess] of gatherGuesses(readings)) if (believe(guess)) believed.add(key);
  return joinEqual(
    readings.map(({ row, slots: words, ways }) => {
      const found = ways.find(({ holes, key }) => holes > 0 && believed.has(key));
      return found ? { ...row, tokens: withHoles(row.tokens, words.slice(0, found.holes)) } : row;
    }),
  );
}

type Support = ReadonlyMap<number, ReadonlyMap<string, number>>;

/** In how many rows each word stands at each slot. */
function countSupport(rows: readonly Row[], slots: readonly number[]): Support {
  const support = new Map(slots.map((slot) => [slot, new Map<string, number>()]));
  for (const { tokens } of rows) {
    for (const [slot, counts] of support) {
      const word = tokens[slot] ?? WILD;
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return support;
}

/** The row as it is, then with ever more of its words as holes, the rarest first. */
function readingsOf(row: Row, slots: readonly number[], support: Support): Readings {
  const words = slots.filter((slot) => row.tokens[slot] !== WILD);
  const rarity = new Map(words.map((slot) => [slot, support.get(slot)?.get(row.tokens[slot] ?? WILD) ?? 0]));
  const sorted = words.sort((a, b) => (rarity.get(a) ?? 0) - (rarity.get(b) ?? 0));
  const left = { high: 0, low: 0 };
  for (const slot of sorted) change(left, hashAt(row, slot), 1);
  const ways: Reading[] = [{ holes: 0, key: keyOf(left) }];
  for (let at = 0; at < sorted.length - 1 && ways.length <= MOST_LEVELS; at += 1) {
    const slot = sorted[at] ?? 0;
    change(left, hashAt(row, slot), -1);
    if (rarity.get(slot) !== rarity.get(sorted[at + 1] ?? 0)) ways.push({ holes: at + 1, key: keyOf(left) });
  }
  return { row, slots: sorted, ways };
}

/** The sum over the words that are left, so that one can be taken out again. */
interface Left {
  high: number;
  low: number;
}

/** What a word at its slot adds to the sum. */
function hashAt({ tokens }: Row, slot: number): number {
  return Math.imul(hashWord(tokens[slot] ?? WILD) ^ Math.imul(slot + 1, 0x9e3779b1), 0x85ebca6b);
}

function change(left: Left, hash: number, by: 1 | -1): void {
  left.high = (left.high + by * Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)) | 0;
  left.low = (left.low + by * Math.imul(hash ^ (hash >>> 13), 0x297a2d39)) | 0;
}

function keyOf({ high, low }: Left): number {
  return (high >>> 0) * 0x100000 + (low & 0xfffff);
}

function withHoles(tokens: readonly string[], holes: readonly number[]): string[] {
  const holed = [...tokens];
  for (const hole of holes) holed[hole] = WILD;
  return holed;
}

type Gathered = Guess & { readonly values: readonly Set<string>[] };

/** The readings that several rows have in common, with the words that each row has in the holes. */
function gatherGuesses(readings: readonly Readings[]): Map<number, Guess> {
  const shared = sharedKeys(readings);
  const guesses = new Map<number, Gathered>();
  for (const { row, slots, ways } of readings) {
    for (const { holes, key } of ways) {
      if (holes === 0 || guesses.has(key) || !shared.has(key)) continue;
      const places = slots.slice(0, holes);
      const values = places.map(() => new Set<string>());
      guesses.set(key, { tokens: withHoles(row.tokens, places), holes: places, values });
    }
  }
  for (const { row, ways } of readings) {
    for (const { key } of ways) {
      const guess = guesses.get(key);
      guess?.holes.forEach((hole, index) => guess.values[index]?.add(valueAt(row, hole)));
    }
  }
  return guesses;
}

function sharedKeys(readings: readonly Readings[]): Set<number> {
  const seen = new Set<number>();
  const shared = new Set<number>();
  for (const { ways } of readings) {
    for (const { key } of ways) (seen.has(key) ? shared : seen).add(key);
  }
  return shared;
}

function valueAt({ tokens, numbers }: Row, slot: number): string {
  return numbers.has(slot) ? NUMERIC : (tokens[slot] ?? WILD);
}
