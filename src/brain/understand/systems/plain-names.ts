import type { Analysis } from '../analyse.ts';
import type { Features } from '../features.ts';
import type { Mention } from '../names/mentions.ts';

const RUNS: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Service']);

/** Names that are ordinary words too ("orders pool usage"), wherever they stand: for questions that are mostly names. */
export function withPlainNames(
  { words, indexes, scope, places }: Analysis,
  features: Features,
  isSpokenFor: (word: string) => boolean,
): Features {
  if (features.named.some(({ matches }) => matches.length > 0)) return features;
  const found = words.flatMap(({ raw, word, claim }, at): Mention[] => {
    if (claim !== undefined || isSpokenFor(word)) return [];
    const matches = indexes
      .filter(({ cluster }) => places.clusters.length === 0 || scope.includes(cluster))
      .flatMap((index) => index.exact(raw))
      .filter(({ kind }) => RUNS.has(kind));
    if (matches.length === 0) return [];
    return [{ from: at, to: at + 1, said: raw, matches, how: 'exact', sure: true }];
  });
  return found.length === 0 ? features : { ...features, named: [...features.named, ...found] };
}
