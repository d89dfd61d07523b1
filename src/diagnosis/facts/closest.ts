import { distance } from 'fastest-levenshtein';

/** The name most like the one asked for, when it is near enough to be a slip: a third of its letters at most. */
export function closest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const apart = candidate === name ? least : distance(name, candidate);
    if (apart < least) {
      best = candidate;
      least = apart;
    }
  }
  return best;
}
