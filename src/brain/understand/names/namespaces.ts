import { kindOfWord } from '../grammar.ts';
import { isKnownWord, isVocabulary } from '../vocabulary.ts';
import { environmentOf } from './cluster-words.ts';
import {
  addNamespace,
  FIRMLY_INTO,
  INTO,
  isExcluded,
  isKnownName,
  isNamespaceToo,
  type Spot,
} from './place.ts';
import { mayBeHiddenNamespace } from './uncharted.ts';
import {
  canBeName,
  isFunctionWord,
  isOrdinaryWord,
  looksLikeName,
  wordAfter,
  wordBefore,
  type Word,
} from './word.ts';

/** Takes a word for a namespace where it names one, or could name nothing else. */
export function readNamespace(reading: Spot): void {
  const { word, at, words, places, atlas } = reading;
  const isJamies = words[at - 1]?.word === 'your';
  if (word.claim || isJamies || (isFunctionWord(word) && !word.quoted)) return;
  const hinted = word.hint?.kind === 'Namespace' || (word.hint === undefined && isNamedNamespace(reading));
  if (!hinted && !isImpliedNamespace(reading) && !mayBeHiddenNamespace(reading))
    return noteUnknownNamespace(reading);
  word.claim = 'place';
  if (isExcluded(reading)) places.notNamespaces.push(word.word);
  else addNamespace(places, word.raw, { atlas, at });
}

/** "namespace web", "the web namespace", "namespaces web and shop". */
function isNamedNamespace(reading: Spot): boolean {
  const { word, at, words } = reading;
  if (!canBeName(word)) return false;
  const exists = isNamespaceToo(reading);
  const isBefore = kindOfWord(wordAfter(words, at)) === 'Namespace';
  const isAfter = kindOfWord(words[at - 1]?.word ?? '') === 'Namespace' && !words[at - 1]?.ends;
  if (exists) return isBefore || isAfter || listedWithNamespace(reading);
  const following = words[at + 2];
  if (
    isBefore &&
    following &&
    (kindOfWord(following.word) !== undefined ||
      reading.atlas.indexes.some((index) => index.hasNamespace(following.word)))
  )
    return false;
  return (isBefore || isAfter) && (!describesNamespace(word, isBefore) || word.quoted);
}

const DESCRIBES = new Set(
  'which what same other own right wrong new old whole entire single given specified certain particular current different another every system kube kubernetes busiest biggest smallest largest oldest newest more one target empty first last active two three four five six seven eight nine ten top bottom many how show list count my'.split(
    ' ',
  ),
);

/** "the same namespace", "namespaces with": no name. */
function describesNamespace(word: Word, isBefore: boolean): boolean {
  return (
    DESCRIBES.has(word.word) ||
    kindOfWord(word.word) !== undefined ||
    (isOrdinaryWord(word) && !isBefore) ||
    (environmentOf(word.word) === undefined && isVocabulary(word))
  );
}

function listedWithNamespace({ words, at }: Spot): boolean {
  const conjunction = words[at - 1];
  return (conjunction?.word === 'and' || conjunction?.word === 'or') && words[at - 2]?.claim === 'place';
}

/** Objects that a word means rather than the namespace of that name. */
const OUTWEIGHS = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Pod',
  'Service',
  'Node',
]);

/** "payments worker" is payments-worker, when that exists. */
function beginsName({ words, at, atlas }: Spot): boolean {
  const [word, after] = [words[at], words[at + 1]];
  if (word === undefined || after === undefined || word.ends || kindOfWord(after.word) !== undefined)
    return false;
  const before = wordBefore(words, at);
  if (kindOfWord(before) === 'Namespace' || /^(?:inside|within)$/.test(before)) return false;
  return atlas.indexes.some((index) =>
    index.exact(`${word.word}-${after.word}`).some(({ kind }) => OUTWEIGHS.has(kind)),
  );
}

/** "in web", "web pods", "pods kube-system": an existing namespace where an object of that name does not fit better. */
function isImpliedNamespace(reading: Spot): boolean {
  const { word, at, words, atlas } = reading;
  if (!isNamespaceToo(reading) || word.hint !== undefined || beginsName(reading)) return false;
  const before = wordBefore(words, at);
  const isObjectToo = atlas.indexes.some((index) =>
    index.exact(word.word).some(({ kind }) => OUTWEIGHS.has(kind)),
  );
  if (FIRMLY_INTO.has(before))
    return !isObjectToo || kindOfWord(wordAfter(words, at)) === undefined || isExcluded(reading);
  if (isObjectToo) return before === 'from' && wordAfter(words, at) !== 'to' && mentionsOther(reading);
  if (listedWithNamespace(reading) || INTO.has(before) || isExcluded(reading)) return true;
  if (!isOrdinaryWord(word) || word.quoted) return true;
  return kindOfWord(wordAfter(words, at)) !== undefined || /^(?:is|has)$/.test(before);
}

/** Another word of the message names an object: then "from web" says where it is. */
function mentionsOther({ words, at, atlas }: Spot): boolean {
  return words.some(
    (other, index) =>
      index !== at &&
      !isOrdinaryWord(other) &&
      atlas.indexes.some((names) => names.exact(other.word).length > 0),
  );
}

/** "in app-57" where nothing of that name exists. */
function noteUnknownNamespace(reading: Spot): void {
  const { word, at, words, places } = reading;
  if (word.hint !== undefined || !FIRMLY_INTO.has(wordBefore(words, at)) || isKnownName(reading)) return;
  const isOdd =
    (looksLikeName(word) && !isKnownWord(word)) ||
    (canBeName(word) && !isKnownWord(word) && word.word.length > 2);
  if (!isOdd || isFileOrTime(word) || kindOfWord(wordAfter(words, at)) !== undefined) return;
  addNamespace(places, word.raw, { atlas: reading.atlas, at });
  word.claim = 'place';
}

const isFileOrTime = (word: Word) => /\.(?:ya?ml|json|com|io|net|org)$|^\d/.test(word.word);
