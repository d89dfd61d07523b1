import type { ClusterInfo } from '#connectors/kubernetes';
import { kindOfWord } from '../grammar.ts';
import type { NameIndex } from './name-index.ts';
import { wordBefore, type Word } from './word.ts';

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
  'neither',
  'nor',
  'skip',
  'skipping',
  'minus',
  'without',
  'but',
  'than',
]);
export const INTO = new Set([
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
export const FIRMLY_INTO = new Set(['in', 'inside', 'within', 'under', 'across', 'throughout']);

/** A word that may name a place, where it stands, and what has been found so far. */
export interface Spot {
  word: Word;
  at: number;
  words: Word[];
  places: Places;
  atlas: Atlas;
}

/** Adds a namespace, or notes that it does not exist. */
export function addNamespace(
  places: Places,
  said: string,
  { atlas, at }: { atlas: Atlas; at: number },
): void {
  const exists = atlas.indexes.some((index) => index.hasNamespace(said));
  if (exists || !atlas.indexes.every((index) => index.sees('Namespace')))
    places.namespaces.push(said.toLowerCase());
  else if (!atlas.indexes.some((index) => index.hasZone(said)))
    places.unknown ??= { said, kind: 'Namespace', at };
}

/** Left out: "except web", "but not in web". */
export function isExcluded({ words, at, places }: Spot): boolean {
  const before = wordBefore(words, at);
  if (/^(?:and|or|nor)$/.test(before))
    return [...places.notNamespaces, ...places.notClusters].includes(words[at - 2]?.word ?? '');
  const further = words.slice(Math.max(0, at - 6), at).map(({ word }) => word);
  if (EXCEPT.has(before)) return before !== 'not' || further.includes('in');
  const negated = further.findLastIndex((word) => EXCEPT.has(word));
  const isOfKind = further[negated] === 'without' && further.slice(negated).some((word) => kindOfWord(word));
  return (
    negated >= 0 &&
    !isOfKind &&
    further.slice(negated + 1).every((word) => BETWEEN.has(word) || kindOfWord(word) !== undefined)
  );
}

/** Words that may stand between "except" and the place. */
const BETWEEN = new Set(
  'in for the ones cluster clusters from of those ones them anything everything things stuff all any that which are is on with within inside to'.split(
    ' ',
  ),
);

/** A namespace goes by this word. */
export const isNamespaceToo = ({ word, atlas }: Spot) =>
  atlas.indexes.some((index) => index.hasNamespace(word.word));

/** Something goes by this word. */
export const isKnownName = ({ word, atlas }: Spot) =>
  atlas.indexes.some(
    (index) =>
      index.hasNamespace(word.word) ||
      index.exact(word.word).length > 0 ||
      index.byParts(word.word).length > 0,
  );
