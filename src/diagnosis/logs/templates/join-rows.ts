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

/** One way of reading a row: some of its words taken for variables. */
interface Reading {
  readonly holes: readonly number[];
  readonly key: string;
}

type Readings = ReadonlyMap<Row, readonly Reading[]>;

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
  const readings = new Map(rows.map((row) => [row, readingsOf(row, slots, support)]));
  const believed = new Set<string>();
  for (const [key, guess] of gatherGuesses(readings)) if (believe(guess)) believed.add(key);
  return joinEqual(
    rows.map((row) => {
      const found = readings.get(row)?.find(({ holes, key }) => holes.length > 0 && believed.has(key));
      return found ? { ...row, tokens: withHoles(row.tokens, found.holes) } : row;
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
function readingsOf(row: Row, slots: readonly number[], support: Support): Reading[] {
  const words = slots.filter((slot) => row.tokens[slot] !== WILD);
  const rarity = (slot: number): number => support.get(slot)?.get(row.tokens[slot] ?? WILD) ?? 0;
  const levels = [...new Set(words.map(rarity))].sort((a, b) => a - b).slice(0, MOST_LEVELS);
  const readings: Reading[] = [{ holes: [], key: row.tokens.join(BETWEEN) }];
  for (const level of levels) {
    const holes = words.filter((slot) => rarity(slot) <= level);
    if (holes.length >= words.length) break;
    readings.push({ holes, key: withHoles(row.tokens, holes).join(BETWEEN) });
  }
  return readings;
}

function withHoles(tokens: readonly string[], holes: readonly number[]): string[] {
  const holed = [...tokens];
  for (const hole of holes) holed[hole] = WILD;
  return holed;
}

/** All readings of all rows by what they leave standing, with the words that each row has in the holes. */
function gatherGuesses(readings: Readings): Map<string, Guess> {
  const guesses = new Map<string, Guess & { values: Set<string>[] }>();
  for (const [row, ways] of readings) {
    for (const { holes, key } of ways) {
      if (holes.length === 0 || guesses.has(key)) continue;
      guesses.set(key, { tokens: withHoles(row.tokens, holes), holes, values: holes.map(() => new Set()) });
    }
  }
  for (const [row, ways] of readings) {
    for (const { key } of ways) {
      const guess = guesses.get(key);
      guess?.holes.forEach((hole, index) => guess.values[index]?.add(valueAt(row, hole)));
    }
  }
  return guesses;
}

function valueAt({ tokens, numbers }: Row, slot: number): string {
  return numbers.has(slot) ? NUMERIC : (tokens[slot] ?? WILD);
}
