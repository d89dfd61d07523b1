import { stemmer } from 'stemmer';

/** What a word's surroundings already say about it: `pod/cart-0`, `namespace=web`, a mention in JSON. */
export interface Hint {
  kind?: string;
  namespace?: string;
}

/** One word of a message. */
export interface Token {
  /** As written, without the punctuation around it. */
  raw: string;
  /** Lower case, contractions undone, spelling put right. */
  word: string;
  stem: string;
  /** In backticks or quotation marks. */
  quoted: boolean;
  /** Where it stands in the cleaned message. */
  start: number;
  end: number;
  /** A sentence, clause or line ends after it. */
  ends: boolean;
  hint?: Hint;
}

/** Text in quotation marks that is more than one word: what logs are searched for. */
export interface Quote {
  text: string;
  start: number;
  end: number;
}

/** A token from a word and where it stands. */
export function tokenOf(raw: string, start: number): Token {
  const word = raw.toLowerCase();
  return { raw, word, stem: stemOf(word), quoted: false, start, end: start + raw.length, ends: false };
}

/** The stem of a plain word; a name with digits or dashes stays as it is. */
export function stemOf(word: string): string {
  return word.length > 3 && word.length < 25 && /^[a-z]+$/.test(word) ? stemmer(word) : word;
}
