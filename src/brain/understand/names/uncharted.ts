import { nearest } from '#ground/text';
import { GRAMMAR, kindOfWord } from '../grammar.ts';
import type { NameIndex } from './name-index.ts';
import { isVocabulary } from '../vocabulary.ts';
import { FIRMLY_INTO, isKnownName, type Spot } from './place.ts';
import { canBeName, isFunctionWord, isOrdinaryWord, wordAfter, type Word } from './word.ts';

/** What "in" leads to besides namespaces. */
const IDIOMS = new Set(
  `total sum general trouble detail details depth brief short full order place progress production yaml json english french german
  words numbers bytes cores percent seconds minutes hours days weeks time future past parallel common fact particular advance charge
  maintenance public private chat slack view sight mind case cases practice theory principle context cluster clusters environment
  region zone cloud kubernetes k8s kube memory cpu row turn line part parts pieces half control question doubt danger peril limbo
  half use need front back between sync vain logs log events status state table list markdown csv`.split(
    /\s+/,
  ),
);

const NAMESPACE_WORD = /^(?:namespaces?|ns)$/;

/** True when there may be namespaces that nobody told of: the account may not list them. */
const isUncharted = (indexes: readonly NameIndex[]): boolean =>
  indexes.length > 0 && !indexes.every((index) => index.sees('Namespace'));

const isNearNamespace = (said: string, indexes: readonly NameIndex[]): boolean =>
  indexes.some((index) => nearest(said, index.namespaces(), 1).length > 0);

/** A word in the place of a namespace is not put right where it may be the name of one, or is nearly that. */
export function standsForPlace(words: readonly Word[], at: number, indexes: readonly NameIndex[]): boolean {
  const before = words[at - 1]?.word ?? '';
  const leads = FIRMLY_INTO.has(before) || NAMESPACE_WORD.test(before);
  if (!isUncharted(indexes)) return leads && isNearNamespace(words[at]?.word ?? '', indexes);
  return leads || /^(?:and|or)$/.test(before) || kindOfWord(wordAfter(words, at)) !== undefined;
}

/** "logs of ledger" where not everything can be seen: it may be the name of what is out of sight. */
export function mayBeHiddenName(words: readonly Word[], at: number, indexes: readonly NameIndex[]): boolean {
  const before = words[at - 1]?.word ?? '';
  return isUncharted(indexes) && /^(?:of|for|with|about|is|are|does|why)$/.test(before);
}

function endsThere({ words, at }: Spot): boolean {
  const next = wordAfter(words, at);
  const following = words[at + 1];
  return (
    next === '' || kindOfWord(next) !== undefined || (following !== undefined && isFunctionWord(following))
  );
}

const isObject = ({ word, atlas }: Spot): boolean =>
  atlas.indexes.some((index) => index.exact(word.word).length > 0);

const hasRole = ({ word }: Spot): boolean => GRAMMAR.longest([word]).length > 0;

/** "in payments", "namespace payments", "the payments pods" where nobody may list namespaces: it may be one that cannot be seen. */
export function mayBeHiddenNamespace(spot: Spot): boolean {
  const { word, words, at } = spot;
  if (!isUncharted(spot.atlas.indexes) || word.claim || word.hint || !canBeName(word)) return false;
  if (hasRole(spot) || isFunctionWord(word) || IDIOMS.has(word.word)) return false;
  const before = words[at - 1];
  const leads = before !== undefined && !before.ends;
  if (leads && NAMESPACE_WORD.test(before.word)) return endsThere(spot);
  if (leads && /^(?:and|or)$/.test(before.word) && words[at - 2]?.claim === 'place') return endsThere(spot);
  if (leads && FIRMLY_INTO.has(before.word)) return !isObject(spot) && endsThere(spot);
  const qualifies = kindOfWord(wordAfter(words, at)) !== undefined;
  return qualifies && !isKnownName(spot) && !isOrdinaryWord(word) && !isVocabulary(word);
}
