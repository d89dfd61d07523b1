import { GRAMMAR_WORDS } from './grammar.ts';
import { ASPECT_PHRASES } from './lexicon/aspects.ts';
import { CHANGE_PHRASES } from './lexicon/changes.ts';
import { FUNCTION_WORDS, ORDINARY_WORDS } from './lexicon/common-words.ts';
import { FIELD_WORDS } from './lexicon/field-words.ts';
import { NUMBER_WORDS, ORDINALS, UNITS } from './lexicon/numbers.ts';
import { SKILL_CUES } from './lexicon/skill-cues.ts';
import { HISTORY_PHRASES, OUTSIDE_SYSTEMS } from './lexicon/systems.ts';
import { FILLER, TALK_PHRASES } from './lexicon/talk.ts';
import { TERM_PHRASES } from './lexicon/terms.ts';
import { vocabularyOf, type Vocabulary } from './text/spelling.ts';
import { stemOf, type Token } from './text/token.ts';

const wordsOf = (phrases: Iterable<string>): string[] =>
  [...phrases].flatMap((phrase) => phrase.replace(/^=/, '').split(' '));

const TECHNICAL: readonly string[] = [
  ...GRAMMAR_WORDS,
  ...wordsOf(Object.values(SKILL_CUES).flatMap(({ cues }) => Object.keys(cues))),
  ...wordsOf(Object.values(ASPECT_PHRASES).flat()),
  ...wordsOf(Object.values(TERM_PHRASES).flat()),
  ...wordsOf(Object.values(CHANGE_PHRASES).flat()),
];
const PLURALS = TECHNICAL.filter((word) => /^[a-z]{3,}$/.test(word) && !word.endsWith('s')).map(
  (word) => `${word}s`,
);

/** Words that a slip of the finger may have been meant for. */
export const SPELLING: Vocabulary = vocabularyOf([
  ...TECHNICAL,
  ...PLURALS,
  'restarted',
  'crashing',
  'cluster',
  'clusters',
  'please',
  'since',
  'yesterday',
]);

const VOCABULARY: ReadonlySet<string> = new Set([
  ...TECHNICAL.filter((word) => word.length > 1),
  ...TECHNICAL.map(stemOf),
]);

const KNOWN: ReadonlySet<string> = new Set([
  ...VOCABULARY,
  ...FUNCTION_WORDS,
  ...ORDINARY_WORDS,
  ...FIELD_WORDS,

  ...FILLER,
  ...Object.keys(NUMBER_WORDS),
  ...Object.keys(ORDINALS),
  ...Object.keys(UNITS),
  ...wordsOf(Object.values(TALK_PHRASES).flat()),
  ...wordsOf(OUTSIDE_SYSTEMS.flatMap(({ phrases }) => phrases)),
  ...wordsOf(HISTORY_PHRASES),
]);

/** Part of the language of questions: taken for a name only where nothing else can stand. */
export const isVocabulary = (word: Token): boolean => VOCABULARY.has(word.word) || VOCABULARY.has(word.stem);

/** A word that is spelt right. */
export const isKnownWord = (word: Token): boolean => KNOWN.has(word.word) || KNOWN.has(word.stem);

/** Known as it is written, not by its stem alone. */
export const isSpeltSo = (word: Token): boolean => KNOWN.has(word.word);
