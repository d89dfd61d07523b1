import type { ObjectRef } from '#diagnosis/evidence';
import { isExpected } from './expected.ts';
import type { NameIndex } from './name-index.ts';
import type { Register } from './register.ts';
import { isOrdinaryWord, looksLikeName, type Word } from './word.ts';

/** Everything of just that name, namespaces left out. */
export const named = (indexes: readonly NameIndex[], said: string): ObjectRef[] =>
  indexes.flatMap((index) => index.exact(said)).filter(({ kind }) => kind !== 'Namespace');

/** A name that is also an ordinary word counts only where a name is expected. */
export function fitsExactly(words: Word[], at: number, register: Register): boolean {
  const word = words[at];
  if (word === undefined) return false;
  if (word.quoted || word.hint || looksLikeName(word)) return true;
  if (!isOrdinaryWord(word) && !register.isVocabulary(word)) return true;
  return isAddressed(words, at) || isExpected(words, at) || isJoinedToName(words, at, register);
}

/** "search: the new pod never starts", "the new pod never starts - search". */
const isAddressed = (words: Word[], at: number) =>
  words.length > 2 &&
  (at === 0 ? words[0]?.ends === true : at === words.length - 1 && words[at - 1]?.ends === true);

/** "cart or search": beside the name of another thing. */
const isJoinedToName = (words: Word[], at: number, { indexes }: Register) =>
  [-1, 1].some((step) => {
    const other = words[at + 2 * step];
    return (
      /^(?:and|or|vs|versus|than|&)$/.test(words[at + step]?.word ?? '') &&
      other !== undefined &&
      !isOrdinaryWord(other) &&
      named(indexes, other.raw).length > 0
    );
  });
