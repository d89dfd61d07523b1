import type { ClusterInfo } from '#connectors/kubernetes';
import { kindOfWord } from '../grammar.ts';
import type { Flags } from '../text/flags.ts';
import { clusterWords, environmentOf, isSureEnvironment, type ClusterWords } from './cluster-words.ts';
import { isKnownWord, isVocabulary } from '../vocabulary.ts';
import type { NameIndex } from './name-index.ts';
import {
  canBeName,
  isFunctionWord,
  isOrdinaryWord,
  looksLikeName,
  wordAfter,
  wordBefore,
  type Word,
} from './word.ts';

/** Where a message is about. */
export interface Places {
  /** Clusters named, in the order of the message. */
  clusters: string[];
  notClusters: string[];
  namespaces: string[];
  notNamespaces: string[];
  /** A cluster or namespace that does not exist. */
  unknown?: { said: string; kind: 'Cluster' | 'Namespace'; at: number };
  /** Words that name both a cluster and a namespace, such as `staging`. */
  undecided: { word: string; at: number; clusters: string[] }[];
}

/** What places are looked up in. */
export interface Atlas {
  clusters: readonly ClusterInfo[];
  /** Of the clusters that can be seen, the one asked about by default first. */
  indexes: readonly NameIndex[];
}

const EXCEPT = new Set([
  'except',
  'excluding',
  'exclude',
  'outside',
  'ignoring',
  'ignore',
  'besides',
  'not',
  'skip',
  'skipping',
  'minus',
  'without',
  'but',
  'than',
]);
const INTO = new Set([
  'in',
  'from',
  'inside',
  'within',
  'under',
  'across',
  'into',
  'throughout',
  'to',
  'at',
  'on',
  'for',
  'of',
  'use',
  'focus',
  'and',
  'or',
  'namespace',
]);
const FIRMLY_INTO = new Set(['in', 'inside', 'within', 'under', 'across', 'throughout']);

/** Finds the clusters and namespaces that a message names, and lays claim to their words. */
export function findPlaces(words: Word[], flags: Flags, atlas: Atlas): Places {
  const places: Places = { clusters: [], notClusters: [], namespaces: [], notNamespaces: [], undecided: [] };
  const known = clusterWords(atlas.clusters);
  if (flags.cluster !== undefined) addCluster(places, flags.cluster, known);
  words.forEach((word, at) => readCluster({ word, at, words, places, atlas }, known));
  words.forEach((word, at) => readNamespace({ word, at, words, places, atlas }));
  if (flags.namespace !== undefined) addNamespace(places, flags.namespace, { atlas, at: -1 });
  return places;
}

const CLUSTER_NOUN = /^(?:clusters?|env|environments?|context)$/;

interface Reading {
  word: Word;
  at: number;
  words: Word[];
  places: Places;
  atlas: Atlas;
}

function addCluster(places: Places, said: string, known: ClusterWords): void {
  const clusters = known.get(said.toLowerCase());
  if (clusters) places.clusters.push(...clusters);
  else places.unknown = { said, kind: 'Cluster', at: -1 };
}

function addNamespace(places: Places, said: string, { atlas, at }: { atlas: Atlas; at: number }): void {
  const exists = atlas.indexes.some((index) => index.hasNamespace(said));
  if (exists || !atlas.indexes.every((index) => index.sees('Namespace')))
    places.namespaces.push(said.toLowerCase());
  else places.unknown ??= { said, kind: 'Namespace', at };
}

const isExcluded = ({ words, at }: Reading): boolean => {
  const before = wordBefore(words, at);
  const further = words.slice(Math.max(0, at - 4), at).map(({ word }) => word);
  if (EXCEPT.has(before)) return before !== 'not' || further.includes('in');
  const negated = further.findLastIndex((word) => EXCEPT.has(word));
  return (
    negated >= 0 &&
    further
      .slice(negated + 1)
      .every((word) =>
        ['in', 'for', 'namespace', 'namespaces', 'the', 'cluster', 'from', 'and', 'of'].includes(word),
      )
  );
};

function readCluster(reading: Reading, known: ClusterWords): void {
  const { word, at, words, places, atlas } = reading;
  const clusters = known.get(word.word);
  const next = wordAfter(words, at);
  const before = wordBefore(words, at);
  const saysCluster = CLUSTER_NOUN.test(next) || CLUSTER_NOUN.test(before);
  const saysNamespace = kindOfWord(next) === 'Namespace' || kindOfWord(before) === 'Namespace';
  if (saysNamespace || word.hint?.kind !== undefined || partOfName(reading)) return;
  if (clusters === undefined) return noteUnknownCluster(reading, saysCluster);
  if (!isSureEnvironment(word.word, atlas.clusters) && !saysCluster && !INTO.has(before)) return;
  if (!saysCluster && isNamespaceToo(reading)) {
    places.undecided.push({ word: word.word, at, clusters });
  } else
    (isExcluded(reading) ? places.notClusters : places.clusters).push(
      ...clusters.filter((name) => !places.clusters.includes(name)),
    );
  word.claim = 'place';
}

const isNamespaceToo = ({ word, atlas }: Reading) =>
  atlas.indexes.some((index) => index.hasNamespace(word.word));

/** "prod db" is prod-db when that exists, and "prod-db" one word anyway. */
function partOfName({ words, at, atlas }: Reading): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  const joined = [
    before && !before.ends ? `${before.word}-${word?.word}` : '',
    after && !word?.ends ? `${word?.word}-${after.word}` : '',
  ];
  return joined.some((name) => name !== '' && atlas.indexes.some((index) => index.exact(name).length > 0));
}

function noteUnknownCluster(reading: Reading, saysCluster: boolean): void {
  const { word, at, words, places } = reading;
  const isEnvironment =
    environmentOf(word.word) !== undefined && !isOrdinaryWord(word) && !isKnownName(reading);
  const isNamed =
    (saysCluster && looksLikeName(word)) ||
    (wordBefore(words, at) === 'cluster' && looksLikeName(word) && !isKnownName(reading));
  if (!isEnvironment && !isNamed) return;
  places.unknown ??= { said: word.raw, kind: 'Cluster', at };
  word.claim = 'place';
}

const isKnownName = ({ word, atlas }: Reading) =>
  atlas.indexes.some(
    (index) =>
      index.hasNamespace(word.word) ||
      index.exact(word.word).length > 0 ||
      index.byParts(word.word).length > 0,
  );

function readNamespace(reading: Reading): void {
  const { word, at, places, atlas } = reading;
  if (word.claim || (isFunctionWord(word) && !word.quoted)) return;
  const hinted = word.hint?.kind === 'Namespace' || (word.hint === undefined && isNamedNamespace(reading));
  if (!hinted && !isImpliedNamespace(reading)) return noteUnknownNamespace(reading);
  word.claim = 'place';
  if (isExcluded(reading)) places.notNamespaces.push(word.word);
  else addNamespace(places, word.raw, { atlas, at });
}

/** "namespace web", "the web namespace", "namespaces web and shop". */
function isNamedNamespace(reading: Reading): boolean {
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
  'which what same other own right wrong new old whole entire single given specified certain particular current different another every system kube kubernetes busiest biggest smallest largest oldest newest more one target empty first last active many how show list count my'.split(
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

function listedWithNamespace({ words, at }: Reading): boolean {
  const conjunction = words[at - 1];
  return (conjunction?.word === 'and' || conjunction?.word === 'or') && words[at - 2]?.claim === 'place';
}

/** "in web", "web pods", "pods kube-system": an existing namespace where an object of that name does not fit better. */
function isImpliedNamespace(reading: Reading): boolean {
  const { word, at, words, atlas } = reading;
  if (!isNamespaceToo(reading) || word.hint !== undefined) return false;
  const before = wordBefore(words, at);
  const isObjectToo = atlas.indexes.some((index) =>
    index.exact(word.word).some(({ kind }) => kind !== 'Namespace'),
  );
  if (FIRMLY_INTO.has(before))
    return !isObjectToo || kindOfWord(wordAfter(words, at)) === undefined || isExcluded(reading);
  if (isObjectToo) return before === 'from' && mentionsOther(reading);
  if (listedWithNamespace(reading) || INTO.has(before) || isExcluded(reading)) return true;
  if (!isOrdinaryWord(word) || word.quoted) return true;
  return kindOfWord(wordAfter(words, at)) !== undefined || /^(?:is|has)$/.test(before);
}

/** Another word of the message names an object: then "from web" says where it is. */
function mentionsOther({ words, at, atlas }: Reading): boolean {
  return words.some(
    (other, index) =>
      index !== at &&
      !isOrdinaryWord(other) &&
      atlas.indexes.some((names) => names.exact(other.word).length > 0),
  );
}

/** "in app-57" where nothing of that name exists. */
function noteUnknownNamespace(reading: Reading): void {
  const { word, at, words, places } = reading;
  if (word.hint !== undefined || !FIRMLY_INTO.has(wordBefore(words, at)) || isKnownName(reading)) return;
  const isOdd =
    (looksLikeName(word) && !isKnownWord(word)) ||
    (canBeName(word) && !isKnownWord(word) && word.word.length > 2);
  if (!isOdd || isFileOrTime(word) || kindOfWord(wordAfter(words, at)) !== undefined) return;
  places.unknown ??= { said: word.raw, kind: 'Namespace', at };
  word.claim = 'place';
}

const isFileOrTime = (word: Word) => /\.(?:ya?ml|json|com|io|net|org)$|^\d/.test(word.word);
