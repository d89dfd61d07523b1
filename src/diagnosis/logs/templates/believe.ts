import type { Believe, Guess } from './join-rows.ts';
import { WILD } from './shape.ts';

/** How many ordinary words at one place make it a variable. */
const ENOUGH = 5;
const LETTER = /\p{L}/u;
const QUOTES = /^["'`]/;

/**
 * Believes in a template once enough different words stand in every hole, and enough others remain to tell what it is.
 * Words known to be values from other templates count double; constants in capitals count half.
 */
export function createBelief(knownValues: ReadonlySet<string>): Believe {
  return ({ tokens, holes, values }: Guess): boolean => {
    const constants = tokens.filter((token) => token !== WILD && LETTER.test(token)).length;
    if (constants < holes.length) return false;
    return holes.every((hole, index) => {
      const seen = values[index] ?? new Set<string>();
      if (seen.size < 2) return false;
      const needed = ENOUGH * strictness(tokens, hole) * (constants < 2 * holes.length ? 2 : 1);
      return evidence(seen, constants, knownValues) >= needed;
    });
  };
}

/** Keys and first words are seldom variables; what is quoted or follows `=` often is. */
function strictness(tokens: readonly string[], hole: number): number {
  const before = tokens[hole - 1] ?? '';
  const after = tokens[hole + 1] ?? '';
  if (QUOTES.test(before) && QUOTES.test(after)) return 0.6;
  const asKey = after === '=' || after === ':' ? 2 : 1;
  const asValue = before === '=' ? 0.8 : 1;
  return asKey * asValue * (hole === 0 ? 2 : 1);
}

function evidence(words: ReadonlySet<string>, constants: number, knownValues: ReadonlySet<string>): number {
  let sum = 0;
  for (const word of words) {
    if (word === WILD) sum += constants > 1 ? ENOUGH : 2;
    else sum += knownValues.has(word) ? 2 : weightOf(word);
  }
  return sum;
}

function weightOf(word: string): number {
  if (/^[A-Z][A-Z_]+$/.test(word)) return 0.5;
  if (/^[a-z-]+\.[a-z-]+\.[a-z.-]+$/.test(word)) return 2;
  return /[._-]/.test(word) ? 1.5 : 1;
}
