import type { ClusterInfo } from '#connectors/kubernetes';
import { ORDINARY_WORDS } from '../lexicon/common-words.ts';
import { ENVIRONMENT_WORDS } from '../lexicon/places.ts';

/** Clusters by everything that people call them. */
export type ClusterWords = ReadonlyMap<string, string[]>;

const WEAK = new Set([
  'live',
  'stage',
  'stag',
  'test',
  'testing',
  'develop',
  'development',
  'quality',
  'acceptance',
  'demo',
  'local',
  'laptop',
  'kind',
  'dr',
  'sandbox',
  'playground',
]);

/** All the words of the environment that a word belongs to; undefined when it names none. */
export function environmentOf(word: string): readonly string[] | undefined {
  return WEAK.has(word) ? undefined : ENVIRONMENT_WORDS.find((group) => group.includes(word));
}

/** A word that can only mean a cluster here, wherever it stands. */
export function isSureEnvironment(word: string, clusters: readonly ClusterInfo[]): boolean {
  if (environmentOf(word) !== undefined) return true;
  const isGiven = clusters.some((cluster) =>
    [cluster.name, ...cluster.aliases].some((name) => name.toLowerCase() === word),
  );
  return isGiven && !WEAK.has(word) && !ORDINARY_WORDS.has(word);
}

/** Names, aliases, environments and their synonyms. */
export function clusterWords(clusters: readonly ClusterInfo[]): ClusterWords {
  const words = new Map<string, string[]>();
  const add = (word: string, cluster: string) => {
    const known = words.get(word) ?? [];
    if (word !== '' && !known.includes(cluster)) words.set(word, [...known, cluster]);
  };
  for (const cluster of clusters) {
    const group = ENVIRONMENT_WORDS.find((synonyms) => synonyms.includes(cluster.environment.toLowerCase()));
    const given = [cluster.name, ...cluster.aliases, cluster.environment].map((word) => word.toLowerCase());
    for (const word of [...given, ...(group ?? [])]) add(word, cluster.name);
  }
  for (const { name } of clusters) words.set(name.toLowerCase(), [name]);
  return words;
}
