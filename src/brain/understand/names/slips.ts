import { isKnownWord, SPELLING } from '../vocabulary.ts';
import { nearestWord, vocabularyOf, type Vocabulary } from '../text/spelling.ts';
import type { NameIndex } from './name-index.ts';
import type { Word } from './word.ts';

/** What people ask after by name. */
const ASKED_AFTER = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Service', 'Ingress']);
const SHORTEST = 5;

/** Names of one word, as slips of the pen are looked up in; gathered when they are first wanted. */
export type NamesToMiss = () => Vocabulary;

export function namesToMiss(indexes: readonly NameIndex[]): NamesToMiss {
  let known: Vocabulary | undefined;
  return () => (known ??= vocabularyOf(indexes.flatMap(askedAfter)));
}

const askedAfter = (index: NameIndex): string[] =>
  [...index.given()].filter(({ kind }) => ASKED_AFTER.has(kind)).map(({ name }) => name.toLowerCase());

/** "checkot": a word of no language that is nearer to a name than to any word. */
export function isSlip(word: Word, names: NamesToMiss): boolean {
  const said = word.raw.toLowerCase();
  if (said.length < SHORTEST || word.quoted || word.hint || isKnownWord(word)) return false;
  const name = nearestWord(said, names());
  if (name === undefined || name.cost === 0) return false;
  return name.cost <= (nearestWord(said, SPELLING)?.cost ?? Infinity);
}
