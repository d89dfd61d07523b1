import { kindOfWord } from '../grammar.ts';
import type { Flags } from '../text/flags.ts';
import { clusterWords, environmentOf, isSureEnvironment, type ClusterWords } from './cluster-words.ts';
import { readNamespace } from './namespaces.ts';
import {
  addNamespace,
  INTO,
  isExcluded,
  isKnownName,
  isNamespaceToo,
  type Atlas,
  type Places,
  type Spot,
} from './place.ts';
import { isKnownWord } from '../vocabulary.ts';
import { canBeName, isOrdinaryWord, looksLikeName, wordAfter, wordBefore, type Word } from './word.ts';

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

function addCluster(places: Places, said: string, known: ClusterWords): void {
  const clusters = known.get(said.toLowerCase());
  if (clusters) places.clusters.push(...clusters);
  else places.unknown = { said, kind: 'Cluster', at: -1 };
}

function readCluster(reading: Spot, known: ClusterWords): void {
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

/** "prod db" is prod-db when that exists, and "prod-db" one word anyway. */
function partOfName({ words, at, atlas }: Spot): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]];
  const joined = [
    before && !before.ends ? `${before.word}-${word?.word}` : '',
    after && !word?.ends ? `${word?.word}-${after.word}` : '',
  ];
  return joined.some((name) => name !== '' && atlas.indexes.some((index) => index.exact(name).length > 0));
}

function noteUnknownCluster(reading: Spot, saysCluster: boolean): void {
  const { word, at, words, places } = reading;
  const isEnvironment =
    environmentOf(word.word) !== undefined && !isOrdinaryWord(word) && !isKnownName(reading);
  const isNamed =
    (saysCluster && canBeName(word) && !isKnownWord(word) && !isKnownName(reading)) ||
    (wordBefore(words, at) === 'cluster' && looksLikeName(word) && !isKnownName(reading));
  if (!isEnvironment && !isNamed) return;
  places.unknown ??= { said: word.raw, kind: 'Cluster', at };
  word.claim = 'place';
}
