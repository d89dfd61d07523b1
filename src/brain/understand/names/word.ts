import { kindOfWord } from '../grammar.ts';
import { FUNCTION_WORDS, ORDINARY_WORDS } from '../lexicon/common-words.ts';
import type { Token } from '../text/token.ts';

/** A token and what has laid claim to it. */
export interface Word extends Token {
  claim?: 'place' | 'name' | 'time' | 'text';
}

const ARTICLES = new Set([
  'the',
  'a',
  'an',
  'our',
  'my',
  'your',
  'this',
  'that',
  'these',
  'those',
  'all',
  'its',
  'their',
  'new',
  'old',
]);

/** The word before, articles skipped; '' at the beginning or across the end of a sentence. */
export function wordBefore(words: readonly Word[], at: number): string {
  let index = at - 1;
  while (index >= 0 && ARTICLES.has(words[index]?.word ?? '') && !words[index]?.ends) index -= 1;
  const word = words[index];
  return word === undefined || word.ends ? '' : word.word;
}

/** The next word; '' at the end or across the end of a sentence. */
export function wordAfter(words: readonly Word[], at: number): string {
  return words[at]?.ends ? '' : (words[at + 1]?.word ?? '');
}

/** No name, unless quoted: the, of, is ... */
export const isFunctionWord = (word: Token): boolean => FUNCTION_WORDS.has(word.word);

/** A word that may be a name, but more often is not. */
export const isOrdinaryWord = (word: Token): boolean =>
  FUNCTION_WORDS.has(word.word) || ORDINARY_WORDS.has(word.word) || kindOfWord(word.word) !== undefined;

const AMOUNT = /^[<>=~]*[\d.,]+(?:[a-z]{1,6}|%|[eE]\d+)?$/i;
const FRACTION = /^\d+[/:]\d+/;

/** Could be the name of an object: lower case, digits, dashes, dots; not an amount, a time or a fraction. */
export function canBeName(word: Token): boolean {
  if (!/^[a-z0-9*](?:[a-z0-9.*-]{0,251}[a-z0-9*])?$/i.test(word.raw)) return false;
  return word.quoted || (!AMOUNT.test(word.raw) && !FRACTION.test(word.raw));
}

/** Looks like a name even to somebody who has never seen it: dashes or digits among letters. */
export function looksLikeName(word: Token): boolean {
  return (
    canBeName(word) &&
    /[a-z]/i.test(word.raw) &&
    (/[a-z0-9]-[a-z0-9]/i.test(word.raw) ||
      /[a-z]\d|\d[a-z]/i.test(word.raw) ||
      /[a-z]\.[a-z]/i.test(word.raw))
  );
}
