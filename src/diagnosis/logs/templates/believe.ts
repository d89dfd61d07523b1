import type { Believe, Guess } from './join-rows.ts';
import { NUMERIC, WILD } from './shape.ts';

/** How many ordinary words at one place make it a variable. */
const ENOUGH = 5;
const LETTER = /\p{L}/u;
const QUOTE = /^["'`]/;
const PREPOSITION = /^(?:for|of|on|in|at|to|from|by|with|as|via|into|onto|against)$/;
/** After a preposition these announce a name: `for user root`, `on node blue`. */
const ANNOUNCES =
  /^(?:user|username|account|group|role|host|hostname|node|server|client|pod|container|image|volume|device|interface|namespace|cluster|service|topic|queue|table|database|db|bucket|key|name|thread|worker|class|method|module|plugin|package|job|domain|zone|region)$/i;
/** Punctuation around a word, where it is a chunk with some. */
const EDGES = /^["'`([{<]+|["'`)\]}>.,:;]+$/g;
/** These stand where there is no number. */
const PLACEHOLDER = /^(?:none|null|nil|unknown|undefined|any|all|n\/a)$/i;

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

/** Keys and first words are seldom variables; what is quoted, announced or follows `=` often is. */
function strictness(tokens: readonly string[], hole: number): number {
  const before = tokens[hole - 1] ?? '';
  const after = tokens[hole + 1] ?? '';
  if (QUOTE.test(before) && QUOTE.test(after)) return 0.6;
  if (ANNOUNCES.test(before) && PREPOSITION.test(tokens[hole - 2] ?? '')) return 0.6;
  const asKey = after === '=' || after === ':' ? 2 : 1;
  const asValue = before === '=' ? 0.8 : 1;
  return asKey * asValue * (hole === 0 ? 2 : 1);
}

function evidence(words: ReadonlySet<string>, constants: number, knownValues: ReadonlySet<string>): number {
  const stems = new Set<string>();
  let sum = 0;
  for (const seen of words) {
    const word = seen.replace(EDGES, '');
    const stem = word.replace(/\d/, '#');
    if (seen === WILD) sum += constants > 1 ? ENOUGH : 2;
    else if (seen === NUMERIC || (words.has(NUMERIC) && PLACEHOLDER.test(word))) sum += constants > 1 ? 3 : 1;
    else if (stem !== word && stems.has(stem)) sum += 4 * ENOUGH;
    else sum += knownValues.has(word) ? 2 : weightOf(word);
    stems.add(stem);
  }
  return sum;
}

function weightOf(word: string): number {
  if (/^[A-Z][A-Z_]+$/.test(word)) return 0.5;
  if (/^[a-z-]+\.[a-z-]+\.[a-z.-]+$/.test(word)) return ENOUGH / 2;
  return /[._-]/.test(word) ? 1.5 : 1;
}
