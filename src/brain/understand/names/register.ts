import type { NameIndex } from './name-index.ts';
import type { Places } from './place.ts';
import type { Word } from './word.ts';

/** What names are looked up in, and which words are spoken for by the language itself. */
export interface Register {
  indexes: readonly NameIndex[];
  places: Places;
  isVocabulary: (word: Word) => boolean;
  /** Written as a path, `/search`. */
  isPath: (word: Word) => boolean;
  /** Spelt right, whatever it means. */
  isKnown: (word: Word) => boolean;
  /** Of no language, and nearly a name. */
  isSlip: (word: Word) => boolean;
}
